package org.lineageca.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.lineageca.launcher");

    @Test
    void namesSayTheJob() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Abstract.*|Base)")
                .check(OURS);
    }

    @Test
    void thePackagesDependOneWay() {
        noClasses()
                .that()
                .resideInAnyPackage("..installation..", "..health..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..supervisor..", "..command..", "..doctor..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAnyPackage("..supervisor..", "..service..", "..doctor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..command..")
                .check(OURS);
    }
}
