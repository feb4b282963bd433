package io.windhover.connect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.windhover.connect";
    private static final String[] SHARED = {
        ROOT + ".read", ROOT + ".normalise..", ROOT + ".logs", ROOT + ".plugin", ROOT + ".record"
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void shouldKeepPackagesFreeOfCycles() {
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void shouldKeepVendorsFromKnowingEachOther() {
        check(slices().matching(ROOT + ".normalise.(*)..").should().notDependOnEachOther());
    }

    @Test
    void shouldNormaliseWithoutKafkaFilesClockOrLogging() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".normalise..", ROOT + ".logs..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.nio.file..", "org.slf4j..", "java.net.."));
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".normalise..")
                .should()
                .callMethod(java.time.Instant.class, "now"));
    }

    @Test
    void shouldReadAndNormaliseWithoutConnectors() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".read", ROOT + ".normalise..", ROOT + ".logs")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", ROOT + ".plugin", ROOT + ".record"));
    }

    @Test
    void shouldKeepConnectorsFromKnowingEachOther() {
        check(slices().matching(ROOT + ".(*)")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        JavaClass.Predicates.resideInAPackage(ROOT + ".."),
                        JavaClass.Predicates.resideInAnyPackage(SHARED)));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
