package io.windhover.cli.report;

import io.windhover.cli.report.JUnitReport.Outcome.Broken;
import io.windhover.cli.report.JUnitReport.Outcome.Failed;
import io.windhover.cli.report.JUnitReport.Outcome.Skipped;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report in JUnit's XML, in the parts of it that Jenkins' JUnit plugin and GitLab's unit test reports both read.
 *
 * @param name of the whole
 * @param suites its parts
 */
public record JUnitReport(String name, List<Suite> suites) {
    /** A rule and its events are one class. */
    private static final Pattern ENDING = Pattern.compile("(\\.test\\.ndjson|\\.ya?ml)$");

    public JUnitReport {
        suites = List.copyOf(suites);
    }

    /** Cases that belong together. */
    public record Suite(String name, List<Case> cases) {
        public Suite {
            cases = List.copyOf(cases);
        }
    }

    /**
     * One case.
     *
     * @param name what readers show
     * @param file the file it is about
     * @param line in it, from 1
     * @param systemOut further text, perhaps empty
     */
    public record Case(String name, String file, int line, Outcome outcome, String systemOut) {}

    /** How a case ended. */
    public sealed interface Outcome {
        /** As it should. */
        record Passed() implements Outcome {}

        /** The thing tested is wrong. */
        record Failed(String message, String text) implements Outcome {}

        /** The test itself is wrong. */
        record Broken(String message, String text) implements Outcome {}

        /** It could not be run. */
        record Skipped(String message) implements Outcome {}
    }

    /** The document, in ASCII. */
    public String xml() {
        StringWriter text = new StringWriter();
        try {
            // The JDK's own: another implementation on the class path would write other white space.
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            newLine(xml, 0);
            xml.writeStartElement("testsuites");
            counts(
                    xml,
                    name,
                    suites.stream().flatMap(suite -> suite.cases().stream()).toList());
            for (Suite suite : suites) {
                write(xml, suite);
            }
            newLine(xml, 0);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return XmlText.ascii(text.append("\n").toString());
    }

    private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        newLine(xml, 1);
        xml.writeStartElement("testsuite");
        counts(xml, suite.name(), suite.cases());
        for (Case each : suite.cases()) {
            write(xml, each);
        }
        newLine(xml, 1);
        xml.writeEndElement();
    }

    private static void counts(XMLStreamWriter xml, String name, List<Case> cases) throws XMLStreamException {
        attribute(xml, "name", name);
        attribute(xml, "tests", String.valueOf(cases.size()));
        attribute(xml, "failures", count(cases, Failed.class));
        attribute(xml, "errors", count(cases, Broken.class));
        attribute(xml, "skipped", count(cases, Skipped.class));
    }

    private static String count(List<Case> cases, Class<? extends Outcome> kind) {
        return String.valueOf(
                cases.stream().filter(each -> kind.isInstance(each.outcome())).count());
    }

    private static void write(XMLStreamWriter xml, Case each) throws XMLStreamException {
        newLine(xml, 2);
        xml.writeStartElement("testcase");
        attribute(xml, "classname", className(each.file()));
        attribute(xml, "name", each.name());
        attribute(xml, "file", Path.of(each.file()).normalize().toString());
        attribute(xml, "line", String.valueOf(each.line()));
        if (each.outcome() instanceof Failed failed) {
            element(xml, "failure", failed.message(), failed.text());
        } else if (each.outcome() instanceof Broken broken) {
            element(xml, "error", broken.message(), broken.text());
        } else if (each.outcome() instanceof Skipped skipped) {
            element(xml, "skipped", skipped.message(), "");
        }
        if (!each.systemOut().isEmpty()) {
            newLine(xml, 3);
            xml.writeStartElement("system-out");
            xml.writeCharacters(XmlText.lines(each.systemOut()));
            xml.writeEndElement();
        }
        newLine(xml, 2);
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String message, String text)
            throws XMLStreamException {
        newLine(xml, 3);
        xml.writeStartElement(name);
        attribute(xml, "message", message);
        if (!text.isEmpty()) {
            attribute(xml, "type", name);
            xml.writeCharacters(XmlText.lines(text));
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, XmlText.line(value));
    }

    /** Jenkins makes packages of what stands between dots: folders. */
    private static String className(String file) {
        List<String> names = new ArrayList<>();
        String stem = ENDING.matcher(file).replaceFirst("");
        Path.of(stem)
                .normalize()
                .forEach(element -> names.add(element.toString().replace('.', '_')));
        return String.join(".", names);
    }

    private static void newLine(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
