package dev.slipway.launcher.smoke.report;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.smoke.CaseResult;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as the XML that CI systems know from JUnit: a suite, a case for each image, its failure with the console's end. */
public final class JunitReport {

    private static final String SUITE = "slipway smoke";
    private static final String CLASS = "slipway.smoke";

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The document. */
    public static String of(List<CaseResult> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            new JunitReport(writer).suite(results);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            // It writes into memory.
            throw new IllegalStateException("the report could not be written: " + e.getMessage(), e);
        }
        return text.append('\n').toString();
    }

    private void suite(List<CaseResult> results) throws XMLStreamException {
        long failures = results.stream().filter(result -> !result.passed()).count();
        begin("testsuites");
        begin("testsuite", "name", SUITE, "tests", Integer.toString(results.size()), "failures", Long.toString(failures),
                "errors", "0", "skipped", "0", "time", seconds(results.stream().mapToLong(CaseResult::millis).sum()));
        for (CaseResult result : results) {
            begin("testcase", "classname", CLASS, "name", result.smokeCase().name(), "time", seconds(result.millis()));
            if (!result.passed()) {
                SlipwayException error = result.error().orElseThrow();
                begin("failure", "type", error.code().code(), "message", error.getMessage());
                xml.writeCharacters(plain(consoleEnd(result)));
                xml.writeEndElement();
            }
            if (!result.times().isEmpty()) {
                begin("system-out");
                xml.writeCharacters(times(result));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** Begins an element on a line of its own, with attributes given as name, value, name, value. */
    private void begin(String name, String... attributes) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], plain(attributes[i + 1]));
        }
    }

    /** A line for each stage and check, with its milliseconds. */
    private static String times(CaseResult result) {
        StringBuilder lines = new StringBuilder("\n");
        result.times().forEach((word, at) -> lines.append(plain(word)).append(' ').append(at).append(" ms\n"));
        return lines.toString();
    }

    private static String consoleEnd(CaseResult result) {
        return result.verdict().orElse(null) instanceof Verdict.Failed failed ? String.join("\n", failed.lastLines()) : "";
    }

    /** XML has no control characters, and a console may have any. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '?'));
        return plain.toString();
    }

    private static boolean isPlain(int c) {
        return c == '\n' || c == '\t' || c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }
}
