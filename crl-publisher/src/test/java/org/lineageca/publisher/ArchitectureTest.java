package org.lineageca.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.lineageca.publisher");

    @Test
    void theGuardIsPureAndHasAParserOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage("..guard..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bouncycastle..",
                        "java.security.cert..",
                        "java.io..",
                        "java.nio.file..",
                        "java.net..",
                        "org.jooq..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.InstantSource")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..publisher.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "org.lineageca.db..")
                .check(CLASSES);
    }

    @Test
    void dependenciesPointOneWay() {
        check("..publisher.guard..", "..distribute..", "..publish..", "..observe..", "..serve..");
        check("..publisher.distribute..", "..publisher.publish..", "..observe..", "..serve..");
        check("..publisher.publish..", "..observe..", "..serve..", "..store..", "..config..");
        check("..publisher.observe..", "..serve..", "..store..", "..config..");
        check("..publisher.serve..", "..store..", "..config..");
    }

    @Test
    void nothingIsNamedAfterAShelf() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Abstract\\w*)")
                .check(CLASSES);
    }

    private static void check(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(CLASSES);
    }
}
