package dev.slipway.imagestore.bundle.manifest;

import dev.slipway.imagestore.errors.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** XML that anybody may have written: no document types, so no entities, and nothing fetched. */
final class ManifestXml {

    private ManifestXml() {
    }

    /** The root element; {@code refuse} makes the error of a reason and a cause. */
    static Element parse(byte[] content, BiFunction<String, Exception, StoreException> refuse) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Else it prints what is wrong on standard error.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (SAXException e) {
            throw refuse.apply("is no XML that can be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException | IOException e) {
            throw refuse.apply("cannot be read", e);
        }
    }

    /** The child elements of a name, not their descendants. */
    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** The first child element of a name, or null. */
    static Element first(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The text of the first child element of a name, or "". */
    static String text(Element parent, String name) {
        Element found = first(parent, name);
        return found == null ? "" : found.getTextContent().strip();
    }
}
