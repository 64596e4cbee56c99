package org.lineageca.system;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What the compiler does not see of docs/architecture.md, over the classes of all modules.
 *
 * <p>Where a rule allows exceptions, the test names exactly those there are, so that it fails as
 * well when one is gone, and cannot pass for want of classes.
 */
class ArchitectureTest {

    /**
     * A module.
     *
     * @param packages that it owns, with those below them
     * @param below the modules it may use; nothing else of ours may be on its class path either
     */
    record Module(String name, Set<String> packages, Set<String> below) {

        Path classes() {
            return HOME.resolve(name).resolve("target/classes");
        }

        Path libraries() {
            return HOME.resolve(name).resolve("target/lib");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Path HOME =
            Path.of(System.getProperty("lineage.home", "..")).toAbsolutePath().normalize();

    static final List<Module> MODULES =
            List.of(
                    new Module(
                            "migrations",
                            Set.of("org.lineageca.migrations", "org.lineageca.db"),
                            Set.of()),
                    new Module(
                            "hsm", Set.of("org.lineageca.hsm", "org.lineageca.octets"), Set.of()),
                    new Module("ca-core", Set.of("org.lineageca.ca"), Set.of("migrations", "hsm")),
                    new Module(
                            "admin-ui",
                            Set.of("org.lineageca.console"),
                            Set.of("ca-core", "migrations", "hsm")),
                    new Module(
                            "ocsp-responder",
                            Set.of("org.lineageca.ocsp"),
                            Set.of("migrations", "hsm")),
                    new Module(
                            "crl-publisher",
                            Set.of("org.lineageca.publisher"),
                            Set.of("migrations")),
                    // Sets up database and tokens, and sees the rest from outside.
                    new Module(
                            "launcher",
                            Set.of("org.lineageca.launcher"),
                            Set.of("migrations", "hsm")));

    /**
     * Decisions and encodings: functions of their arguments, wherever a package of such a name is.
     */
    private static final Set<String> PURE =
            Set.of(
                    "octets",
                    "x509",
                    "decoding",
                    "authority",
                    "revocation",
                    "crl",
                    "lint",
                    "issuance",
                    "forecast",
                    "population",
                    "path",
                    "csv",
                    "renewal",
                    "ceremony",
                    "exchange",
                    "inspection",
                    "json",
                    "audit",
                    "protocol",
                    "answer",
                    "guard",
                    "transparency",
                    "caa");

    /** Of such a name, but in other trades: frames on a socket, views, commands, and use cases. */
    private static final Set<String> NOT_MEANT =
            Set.of(
                    "org.lineageca.hsm.protocol",
                    "org.lineageca.console.authority",
                    "org.lineageca.console.audit",
                    "org.lineageca.console.population",
                    "org.lineageca.console.transparency",
                    "org.lineageca.launcher.command.audit",
                    "org.lineageca.console.ceremony",
                    "org.lineageca.launcher.command.ceremony",
                    "org.lineageca.console.exchange",
                    "org.lineageca.ca.ceremony.conduct",
                    "org.lineageca.ca.exchange.courier",
                    "org.lineageca.ca.transparency.log",
                    "org.lineageca.ca.caa.dns");

    private static final JavaClasses ALL =
            new ClassFileImporter().importPaths(MODULES.stream().map(Module::classes).toList());

    /**
     * What people wrote: not jOOQ's tables, and not the {@code $…} classes that Micronaut's
     * processor adds.
     */
    private static final JavaClasses OURS =
            ALL.that(
                    describe(
                            "written by us",
                            type ->
                                    !type.getPackageName().startsWith("org.lineageca.db")
                                            && Arrays.stream(simpleNames(type))
                                                    .noneMatch(String::isEmpty)));

    @ParameterizedTest
    @FieldSource("MODULES")
    void aModuleOwnsItsPackagesAndUsesOnlyTheModulesBelowIt(Module module) throws IOException {
        var own = new ClassFileImporter().importPath(module.classes());
        classes().should().resideInAnyPackage(under(module.packages().stream())).check(own);

        var others =
                MODULES.stream()
                        .filter(other ->
                                !other.equals(module) && !module.below().contains(other.name()));
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(under(others.flatMap(other -> other.packages().stream())))
                .check(own);

        var names = MODULES.stream().map(Module::name).toList();
        try (var libraries = Files.list(module.libraries())) {
            var ours =
                    libraries
                            .map(library ->
                                    library.getFileName().toString().replaceFirst("-[0-9].*", ""))
                            .filter(names::contains);
            assertThat(ours).containsExactlyInAnyOrderElementsOf(module.below());
        }
    }

    @Test
    void onlyStoresSpeakToTheDatabase() {
        assertThat(packagesUsing(resideInAnyPackage("org.jooq..", "org.lineageca.db..")))
                .containsExactlyInAnyOrder(
                        "org.lineageca.ca.store",
                        "org.lineageca.ocsp.store",
                        "org.lineageca.publisher.store",
                        // Generates the classes the stores use.
                        "org.lineageca.migrations",
                        // Makes the DSLContext and hands it to the stores.
                        "org.lineageca.ca.config");
        noClasses()
                .that()
                .resideInAPackage("org.lineageca.ca.config")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.jooq..", "org.lineageca.db..")
                                .and(
                                        describe(
                                                "more than a DSLContext",
                                                type ->
                                                        !Set.of("DSLContext", "DSL", "SQLDialect")
                                                                .contains(type.getSimpleName()))))
                .check(OURS);
    }

    @Test
    void bouncyCastleIsWhereDerIsReadOrWritten() {
        assertThat(packagesUsing(resideInAnyPackage("org.bouncycastle..")))
                .containsExactlyInAnyOrder(
                        "org.lineageca.ca.x509",
                        "org.lineageca.ca.decoding",
                        "org.lineageca.ca.crl",
                        "org.lineageca.ca.issuance",
                        "org.lineageca.ca.lint.rules",
                        "org.lineageca.ocsp.protocol",
                        // The requests and PKCS#12 of the first credentials, whose keys are made in
                        // software.
                        "org.lineageca.ca.config",
                        // PKCS#11 key stores want a certificate beside each key, and raw ECDSA is
                        // DER outside.
                        "org.lineageca.hsm.pkcs11",
                        // A PIN is split, and shares travel in CMS.
                        "org.lineageca.hsm.share");
    }

    @Test
    void pureCodeKnowsNoFrameworkFileOrNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(purePackages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.micronaut..",
                        "jakarta..",
                        "org.jooq..",
                        "java.sql..",
                        "javax.sql..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "javax.net..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat(
                        describe(
                                "a file or a socket",
                                type ->
                                        type.getFullName()
                                                .matches(
                                                        "java\\.io\\.(File|RandomAccess).*|java\\.net\\..*(Socket|Connection|URL|Uri)")))
                .check(OURS);
    }

    @Test
    void theRulesForPureCodeAreAppliedToAllOfIt() {
        assertThat(purePackages())
                .contains(
                        "org.lineageca.octets",
                        "org.lineageca.ca.x509",
                        "org.lineageca.ca.decoding",
                        "org.lineageca.ca.authority",
                        "org.lineageca.ca.revocation",
                        "org.lineageca.ca.crl",
                        "org.lineageca.ca.lint",
                        "org.lineageca.ca.lint.rules",
                        "org.lineageca.ca.audit",
                        "org.lineageca.ca.issuance",
                        "org.lineageca.ca.forecast",
                        "org.lineageca.ca.path",
                        "org.lineageca.ca.ceremony",
                        "org.lineageca.ca.exchange",
                        "org.lineageca.ca.json",
                        "org.lineageca.ca.transparency",
                        "org.lineageca.ca.caa",
                        "org.lineageca.ocsp.protocol",
                        "org.lineageca.ocsp.answer",
                        "org.lineageca.publisher.guard");
    }

    @Test
    void pureCodeIsGivenItsTimeAndItsRandomness() {
        noClasses()
                .that()
                .resideInAnyPackage(purePackages())
                .should()
                .accessTargetWhere(readsTheClock())
                .orShould()
                .accessTargetWhere(makesRandomness())
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.InstantSource.class)
                .check(OURS);
    }

    @Test
    void theClockOfTheMachineIsReadOnlyWhereItIsInjected() {
        assertThat(packagesAccessing(readsTheClock()))
                .containsExactlyInAnyOrder(
                        "org.lineageca.ca.config",
                        "org.lineageca.ocsp.config",
                        "org.lineageca.publisher.config",
                        "org.lineageca.hsm.signer",
                        "org.lineageca.launcher",
                        "org.lineageca.launcher.supervisor");
        assertThat(packagesAccessing(makesRandomness()))
                .containsExactlyInAnyOrder(
                        "org.lineageca.ca.config",
                        // What the PDF library takes for a source of it: it says the same each
                        // time.
                        "org.lineageca.ca.minutes",
                        // The one-time key that shares are sealed to.
                        "org.lineageca.hsm.client",
                        "org.lineageca.hsm.signer",
                        "org.lineageca.launcher.supervisor",
                        // The PIN of a scratch token.
                        "org.lineageca.launcher.rehearsal",
                        // An argument of SSLContext.
                        "org.lineageca.launcher.service");
    }

    @Test
    void classesAreNamedByTheirJob() {
        classes()
                .should()
                .haveNameNotMatching(".*[.$]\\w*(Util|Utils|Helper|Manager|Impl)")
                .check(OURS);
        classes().should().haveNameNotMatching(".*[.$](Abstract|Base)([A-Z]\\w*)?").check(OURS);
        classes()
                .that()
                .areInterfaces()
                .should()
                .haveNameNotMatching(".*[.$]I[A-Z]\\w*")
                .check(OURS);
    }

    @Test
    void ourClassesDoNotInheritFromOneAnother() {
        var inheriting =
                OURS.stream()
                        .filter(type ->
                                type.getRawSuperclass()
                                        .filter(above ->
                                                above.getPackageName().startsWith("org.lineageca"))
                                        .isPresent())
                        // A constant of an enum with a body is a class of its own.
                        .filter(type -> !type.getRawSuperclass().orElseThrow().isEnum())
                        .map(JavaClass::getFullName)
                        .toList();
        assertThat(OURS.size()).isGreaterThan(300);
        assertThat(inheriting).isEmpty();
    }

    @Test
    void onlyWhatWasLintedReachesTheSigner() {
        assertThat(packagesAccessing(ArchitectureTest::isSigning))
                .containsExactlyInAnyOrder(
                        "org.lineageca.ca.token",
                        // Signs OCSP answers, with keys that may sign nothing else.
                        "org.lineageca.ocsp.respond",
                        // Asks a destroyed key once more, for the refusal to be on record.
                        "org.lineageca.launcher.command.responder");
        assertThat(packagesAccessing(constructing("org.lineageca.ca.lint.Linted")))
                .containsExactly("org.lineageca.ca.lint");
        assertThat(packagesAccessing(constructing("org.lineageca.ca.lint.LintProfile")))
                .containsExactly("org.lineageca.ca.lint.rules");
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        var packages = OURS.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages).hasSizeGreaterThan(40);
        assertThat(packages)
                .filteredOn(each -> !each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    private static String[] purePackages() {
        return OURS.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name ->
                        Arrays.stream(name.split("\\.", -1)).anyMatch(PURE::contains)
                                && !NOT_MEANT.contains(name))
                .toArray(String[]::new);
    }

    private static boolean isSigning(JavaAccess<?> access) {
        return access.getTargetOwner().getFullName().equals("org.lineageca.hsm.client.Signer")
                && access.getTarget().getName().startsWith("sign");
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
        return describe(
                "read the machine's clock",
                access -> {
                    var type = access.getTargetOwner();
                    var name = access.getTarget().getName();
                    var hasNoClock =
                            access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
                                    && unit.getRawParameterTypes().stream()
                                            .noneMatch(parameter ->
                                                    parameter.isAssignableTo(
                                                            java.time.InstantSource.class));
                    return (type.getPackageName().equals("java.time")
                                    && name.equals("now")
                                    && hasNoClock)
                            || (type.getPackageName().equals("java.time")
                                    && (name.startsWith("system") || name.startsWith("tick")))
                            || (type.getFullName().equals("java.lang.System")
                                    && name.equals("currentTimeMillis"))
                            || (type.getFullName().equals("java.util.Date")
                                    && name.equals("<init>")
                                    && parameters(access) == 0);
                });
    }

    private static DescribedPredicate<JavaAccess<?>> makesRandomness() {
        return describe(
                "make a source of randomness",
                access -> {
                    var type = access.getTargetOwner().getFullName();
                    var name = access.getTarget().getName();
                    return (type.equals("java.security.SecureRandom")
                                    && (name.equals("<init>") || name.startsWith("getInstance")))
                            || (type.equals("java.util.Random") && name.equals("<init>"))
                            || (type.equals("java.util.concurrent.ThreadLocalRandom")
                                    && name.equals("current"))
                            || (type.equals("java.lang.Math") && name.equals("random"));
                });
    }

    private static int parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().size()
                : 0;
    }

    private static Predicate<JavaAccess<?>> constructing(String type) {
        return access ->
                access.getTargetOwner().getFullName().equals(type)
                        && access.getTarget().getName().equals("<init>");
    }

    private static Set<String> packagesAccessing(Predicate<JavaAccess<?>> what) {
        return OURS.stream()
                .filter(type -> type.getAccessesFromSelf().stream().anyMatch(what))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packagesUsing(DescribedPredicate<JavaClass> what) {
        return OURS.stream()
                .filter(type ->
                        type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> what.test(dependency.getTargetClass())))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The names of a class and those around it, split at {@code $}: an empty one is a generated
     * class.
     */
    private static String[] simpleNames(JavaClass type) {
        return type.getFullName().substring(type.getPackageName().length() + 1).split("\\$", -1);
    }

    private static String[] under(Stream<String> packages) {
        return packages.map(name -> name + "..").toArray(String[]::new);
    }
}
