package dev.slipway.launcher.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTemplateTest {

    @Test
    void placesAreFilledAndAllElseStays() {
        Map<String, String> values = Map.of("name", "web-0", "db.0.address", "$1 {{name}}\\");
        assertEquals("host web-0: ${HOME} $1 {{name}}\\ { {} } {{",
                new TextTemplate("host {{name}}: ${HOME} {{ db.0.address }} { {} } {{").fill(values::get));
    }

    @Test
    void aBackslashKeepsBraces() {
        TextTemplate template = new TextTemplate("\\{{ v1.region }} {{name}}");
        assertEquals("{{ v1.region }} web", template.fill(name -> "web"));
        assertEquals(List.of(new TextTemplate.Place("name", 0)), template.places());
    }

    @Test
    void placesKnowTheirLines() {
        assertEquals(List.of(new TextTemplate.Place("a", 0), new TextTemplate.Place("b", 2), new TextTemplate.Place("a", 2)),
                new TextTemplate("{{a}}\n\n {{b}}{{a}}\n{{c\n}}").places());
    }
}
