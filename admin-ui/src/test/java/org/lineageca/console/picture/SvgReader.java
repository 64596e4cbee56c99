package org.lineageca.console.picture;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** A picture as an XML parser sees it. */
final class SvgReader {

    private final Document document;

    SvgReader(Picture picture) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        document =
                factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(picture.svg())));
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** The elements that have this word in their class. */
    List<Element> ofClass(String word) {
        var found = new ArrayList<Element>();
        var all = document.getElementsByTagName("*");
        for (var i = 0; i < all.getLength(); i++) {
            var element = (Element) all.item(i);
            if (List.of(element.getAttribute("class").split(" ", -1)).contains(word)) {
                found.add(element);
            }
        }
        return found;
    }

    String text(String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
