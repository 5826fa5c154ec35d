package dev.slipway.launcher.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.launcher.errors.LauncherException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody is told who wrote a file. */
class DocumentSchemaTest {

    private static final DocumentSchema SCHEMA = DocumentSchema.beside(DocumentSchemaTest.class, "sample.schema.json");

    @Test
    void aRightFileIsLeftAlone() {
        SCHEMA.check(read("""
                name: shop
                groups:
                  web: &web {image: web:stable, count: 3, network: nat}
                  more: *web
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nam: x\\ngroups: {}                       | 1 | there is no 'nam'                                            | Did you mean 'name'?
            groups:\\n  web:\\n    image: a\\n    cuont: 3 | 4 | there is no 'cuont' in 'groups.web'                          | Did you mean 'count'?
            groups:\\n  web:\\n    colour: a\\n    image: b | 3 | there is no 'colour' in 'groups.web'                        | What can stand here: image, count, memory, network.
            groups:\\n  web:\\n    count: 1              | 2 | 'image' is missing in 'groups.web'                           |
            groups:\\n  web: {image: a, network: bat}   | 2 | 'groups.web.network' cannot be 'bat'                         | Did you mean 'nat'?
            name: 7\\ngroups: {}                       | 1 | 'name' is the number 7, and must be a text                   |
            groups: [a]                              | 1 | 'groups' is a list, and must be a mapping                    |
            groups:\\n  web: {image: a, count: true}    | 2 | 'groups.web.count' is true, and must be a whole number or a text |
            groups:\\n  web: {image: a, memory: 0}      | 2 | 'groups.web.memory' must have a minimum value of 1           |
            '# nothing'                              | 1 | 'groups' is missing                                          |
            """)
    void aMistakeIsNamedWithItsLine(String text, int line, String reason, String hint) {
        LauncherException refused = assertThrows(LauncherException.class, () -> SCHEMA.check(read(text.replace("\\n", "\n"))));
        assertEquals("InvalidDocument", refused.code().code());
        assertEquals("shop.yaml:" + line + ": " + reason + ".", refused.getMessage());
        assertEquals(hint, refused.hint().orElse(null));
    }

    @Test
    void theFirstOfSeveralIsToldAndWhereTheOthersAre() {
        LauncherException refused = assertThrows(LauncherException.class, () -> SCHEMA.check(read("""
                groups:
                  web:
                    imag: a
                    network: bat
                  db: {}
                """)));
        assertEquals("shop.yaml:2: 'image' is missing in 'groups.web'.", refused.getMessage());
        assertEquals("There is more to mend at shop.yaml:3, shop.yaml:4, shop.yaml:5.", refused.hint().orElseThrow());
    }

    private static Document read(String text) {
        return DocumentReader.read("shop.yaml", text);
    }
}
