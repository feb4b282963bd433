package io.windhover.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.windhover.rules";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void shouldReachNoKafkaNoFilesNoLoggingAndNoJsonTree() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "java.nio.file..",
                        "java.net..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "com.fasterxml.jackson.databind.."));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.File"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.FileInputStream"));
    }

    @Test
    void shouldReadNoClockAndNoEnvironment() {
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(System.class, "nanoTime"));
        check(noClasses().should().callMethod(Instant.class, "now"));
        check(noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class));
        check(noClasses().should().callMethod(System.class, "getenv", String.class));
        check(noClasses().should().callMethod(System.class, "getProperty", String.class));
    }

    @Test
    void shouldKeepEvaluationFromKnowingTheLanguages() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".ir..", ROOT + ".json..", ROOT + ".eval..", ROOT + ".plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".sigma..", ROOT + ".yaml.."));
    }

    @Test
    void shouldKeepTheLanguagesFromKnowingHowRulesRun() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".sigma..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".eval..", ROOT + ".plan..", ROOT + ".alias.."));
    }

    @Test
    void shouldHaveNoPackageThatKnowsTheEntrance() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
    }

    @Test
    void shouldHaveNoCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
