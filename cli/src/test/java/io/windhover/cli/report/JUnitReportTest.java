package io.windhover.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.GoldenFile;
import io.windhover.cli.Xml;
import io.windhover.cli.report.JUnitReport.Case;
import io.windhover.cli.report.JUnitReport.Outcome.Broken;
import io.windhover.cli.report.JUnitReport.Outcome.Failed;
import io.windhover.cli.report.JUnitReport.Outcome.Passed;
import io.windhover.cli.report.JUnitReport.Outcome.Skipped;
import io.windhover.cli.report.JUnitReport.Suite;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitReportTest {
    private static final JUnitReport REPORT = new JUnitReport(
            "run",
            List.of(
                    new Suite(
                            "rules/a.test.ndjson",
                            List.of(
                                    new Case("fine", "rules/aws/v1.2/a.test.ndjson", 1, new Passed(), ""),
                                    new Case(
                                            "<\"quoted\"> & 'so'",
                                            "./rules/a.yml",
                                            2,
                                            new Failed("is < & \"must\" be\nmore", "- a < b\n+ ]]> & c\n"),
                                            ""))),
                    new Suite(
                            "others",
                            List.of(
                                    new Case("line 3", "b.yml", 3, new Broken("no JSON", "b.yml:3:1"), "warned\n"),
                                    new Case("later", "/abs/c.yaml", 4, new Skipped("not run"), "")))));

    @Test
    void shouldWriteWhatJenkinsAndGitLabRead() throws IOException {
        GoldenFile.assertEqual(JUnitReportTest.class, "junit.xml", REPORT.xml());
    }

    @Test
    void shouldBeReadBackAsItWasMeant() throws Exception {
        Document document = Xml.parse(REPORT.xml());

        Element failed = Xml.elements(document, "testcase").get(1);
        assertThat(failed.getAttribute("name")).isEqualTo("<\"quoted\"> & 'so'");
        assertThat(failed.getAttribute("file")).isEqualTo("rules/a.yml");
        Element failure = Xml.elements(document, "failure").get(0);
        assertThat(failure.getAttribute("message")).isEqualTo("is < & \"must\" be more");
        assertThat(failure.getTextContent()).isEqualTo("- a < b\n+ ]]> & c\n");
        assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("4");
    }

    @Test
    void shouldReplaceWhatXmlCannotHold() throws Exception {
        String text = "a\u0000b\u001b[31mc\uFFFEd\uFFFFe\uD800f😀gé\tend";
        JUnitReport report = new JUnitReport(
                text, List.of(new Suite(text, List.of(new Case(text, "a.yml", 1, new Failed(text, text), text)))));

        Document document = Xml.parse(report.xml());

        assertThat(report.xml()).matches("\\p{ASCII}*");
        assertThat(Xml.elements(document, "failure").get(0).getTextContent())
                .isEqualTo("a\uFFFDb\uFFFD[31mc\uFFFDd\uFFFDe\uFFFDf😀gé\tend");
        assertThat(Xml.elements(document, "testsuite").get(0).getAttribute("name"))
                .isEqualTo("a\uFFFDb\uFFFD[31mc\uFFFDd\uFFFDe\uFFFDf😀gé end");
    }
}
