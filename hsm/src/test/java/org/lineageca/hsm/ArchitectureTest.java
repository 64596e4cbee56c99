package org.lineageca.hsm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.OneTimeKey;
import org.lineageca.hsm.client.ShareSeal;

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
    void theTokensTypesStayInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..pkcs11..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.KeyStore")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void providersAndCiphersStayWithTheTokenAndTheShares() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..pkcs11..", "..share..")
                .and()
                .doNotBelongToAnyOf(ShareSeal.class, OneTimeKey.class)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.Provider")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.crypto..")
                .check(CLASSES);
    }

    @Test
    void sharesKnowNothingOfFilesClocksTokensAndLogs() {
        noClasses()
                .that()
                .resideInAPackage("..share..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..pkcs11..",
                        "..signer..",
                        "..softhsm..",
                        "java.nio.file..",
                        "java.time..",
                        "org.slf4j..")
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
