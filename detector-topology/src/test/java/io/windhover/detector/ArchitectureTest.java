package io.windhover.detector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.windhover.detector");

    @Test
    void shouldKeepStagesApart() {
        noClasses()
                .that()
                .resideInAPackage("..detector.match..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..detector.triage..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..detector.triage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..detector.match..", "..detector.ruleset..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheSilenceStageToItself() {
        noClasses()
                .that()
                .resideInAPackage("..detector.silence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..detector.match..", "..detector.triage..", "..detector.ruleset..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheIncidentsStageToItself() {
        noClasses()
                .that()
                .resideInAPackage("..detector.incidents..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..detector.match..", "..detector.triage..", "..detector.ruleset..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("..detector.match..", "..detector.triage..", "..detector.silence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..detector.incidents..", "..detector.dispositions..")
                .check(CLASSES);
    }

    @Test
    void shouldLookDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("app")
                .definedBy("..detector.app..")
                .layer("topology")
                .definedBy("..detector.topology..")
                .layer("stages")
                .definedBy(
                        "..detector.match..",
                        "..detector.remember..",
                        "..detector.triage..",
                        "..detector.ruleset..",
                        "..detector.lists..",
                        "..detector.silence..",
                        "..detector.dispositions..",
                        "..detector.incidents..")
                .layer("state")
                .definedBy(
                        "..detector.state..",
                        "..detector.deadletter..",
                        "..detector.compacted..",
                        "..detector.network..",
                        "..detector.lineage..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("topology")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("stages")
                .mayOnlyBeAccessedByLayers("topology", "app")
                .check(CLASSES);
    }

    @Test
    void shouldHaveNoCycles() {
        slices().matching("io.windhover.detector.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void shouldReadTheEnvironmentAndExitOnlyInApp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..detector.app..")
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
