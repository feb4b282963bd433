package io.windhover.connect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.windhover.connect";
    private static final String[] SHARED = {ROOT + ".read", ROOT + ".normalise", ROOT + ".plugin", ROOT + ".record"};
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void shouldReadAndNormaliseWithoutKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".read", ROOT + ".normalise")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", ROOT + ".plugin", ROOT + ".record")
                .check(CLASSES);
    }

    @Test
    void shouldKeepConnectorsFromKnowingEachOther() {
        slices().matching(ROOT + ".(*)")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        JavaClass.Predicates.resideInAPackage(ROOT + ".."),
                        JavaClass.Predicates.resideInAnyPackage(SHARED))
                .check(CLASSES);
    }

    @Test
    void shouldHaveNoCycles() {
        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(CLASSES);
    }
}
