package org.lineageca.hsm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.lineageca.hsm", "org.lineageca.octets");

    @Test
    void onlyTheSignerTouchesTheToken() {
        noClasses()
                .that()
                .resideInAnyPackage("..client..", "..protocol..", "..octets..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..pkcs11..", "..signer..", "..softhsm..", "org.bouncycastle..")
                .check(CLASSES);
    }

    @Test
    void providerTypesStayInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..pkcs11..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.Provider")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.KeyStore")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..", "javax.crypto..")
                .check(CLASSES);
    }

    @Test
    void classesAreNamedByTheirJob() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Abstract\\w*)")
                .check(CLASSES);
    }

    @Test
    void timeIsInjected() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
