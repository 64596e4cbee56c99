package org.lineageca.ocsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of this module that a compiler does not see. */
class ArchitectureTest {

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.lineageca.ocsp");

    @Test
    void theDatabaseIsSeenInTheStoreOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "org.lineageca.db..")
                .check(PROGRAM);
    }

    @Test
    void bouncyCastleIsSeenInTheProtocolOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(PROGRAM);
    }

    @Test
    void nettyIsSeenInHttpOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(PROGRAM);
    }

    @Test
    void protocolAndAnswersArePure() {
        noClasses()
                .that()
                .resideInAnyPackage("..protocol..", "..answer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.net..",
                        "java.sql..",
                        "java.util.random..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.InstantSource")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(PROGRAM);
    }

    @Test
    void theResponderKnowsNothingOfTheCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.lineageca.ca..")
                .check(PROGRAM);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("org.lineageca.ocsp.(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void namesSayTheJob() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .check(PROGRAM);
    }
}
