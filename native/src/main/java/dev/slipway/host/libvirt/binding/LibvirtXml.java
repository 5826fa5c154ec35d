package dev.slipway.host.libvirt.binding;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads the XML that libvirt answers with. */
public final class LibvirtXml {

    private LibvirtXml() {
    }

    /** The root element. */
    public static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            // libvirt needs no document types, and a remote one is not to make us open files.
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("libvirt answered with broken XML: " + e.getMessage(), e);
        }
    }

    /** The child elements, not their descendants. */
    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The child elements of a name, not their descendants. */
    public static List<Element> children(Element parent, String name) {
        List<Element> children = children(parent);
        children.removeIf(element -> !element.getTagName().equals(name));
        return children;
    }

    /** The first element along a path of child names, or null. */
    public static Element first(Element parent, String... path) {
        Element at = parent;
        for (String name : path) {
            List<Element> found = children(at, name);
            if (found.isEmpty()) {
                return null;
            }
            at = found.get(0);
        }
        return at;
    }

    /** The text of the first element along a path of child names, or "". */
    public static String text(Element parent, String... path) {
        Element found = first(parent, path);
        return found == null ? "" : found.getTextContent().strip();
    }

    /** The texts of the child elements of a name. */
    public static List<String> texts(Element parent, String name) {
        List<String> texts = new ArrayList<>();
        for (Element child : children(parent, name)) {
            texts.add(child.getTextContent().strip());
        }
        return texts;
    }
}
