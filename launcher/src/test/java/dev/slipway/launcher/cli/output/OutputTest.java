package dev.slipway.launcher.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.settings.OutputFormat;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {

    private static final String TWO_IMAGES = """
            {
                "Images": [
                    {
                        "ImageId": "ami-0123456789abcdef0",
                        "Name": "web",
                        "Public": false,
                        "Tags": [
                            {
                                "Key": "Name",
                                "Value": "front"
                            }
                        ]
                    },
                    {
                        "ImageId": "ami-0123456789abcdef1",
                        "Name": "größer 日本",
                        "Public": true,
                        "SizeGiB": 8,
                        "Tags": []
                    }
                ]
            }
            """;

    @Test
    void jsonIsLaidOutAsTheAwsCliDoes() throws JsonProcessingException {
        assertEquals(TWO_IMAGES, print(OutputFormat.JSON, TWO_IMAGES, null, 0));
        assertEquals("{\n    \"Images\": []\n}\n", print(OutputFormat.JSON, "{\"Images\":[]}", null, 0));
    }

    @Test
    void textIsTheAwsCliOwn() throws JsonProcessingException {
        assertEquals("""
                IMAGES	ami-0123456789abcdef0	web	False\t
                TAGS	Name	front
                IMAGES	ami-0123456789abcdef1	größer 日本	True	8
                """, print(OutputFormat.TEXT, TWO_IMAGES, null, 0));
        assertEquals("", print(OutputFormat.TEXT, "{\"Images\":[]}", null, 0));
    }

    @Test
    void textOfAQueryHasNoTitles() throws JsonProcessingException {
        assertEquals("ami-0123456789abcdef0\tami-0123456789abcdef1\n",
                print(OutputFormat.TEXT, TWO_IMAGES, "Images[].ImageId", 0));
        assertEquals("web\tFalse\ngrößer 日本\tTrue\n",
                print(OutputFormat.TEXT, TWO_IMAGES, "Images[].[Name,Public]", 0));
        assertEquals("web\n", print(OutputFormat.TEXT, TWO_IMAGES, "Images[0].Name", 0));
        assertEquals("None\n", print(OutputFormat.TEXT, TWO_IMAGES, "Images[7].Name", 0));
        assertEquals("2\n", print(OutputFormat.TEXT, TWO_IMAGES, "length(Images)", 0));
    }

    @Test
    void whatComesOneAfterTheOtherIsALineEach() throws JsonProcessingException {
        assertEquals("{\"Id\":\"a\",\"State\":{\"Name\":\"up\"}}\n{\"Id\":\"b\",\"State\":{\"Name\":\"down\"}}\n",
                stream(OutputFormat.JSON, null));
        assertEquals("ID   STATE\na    up\nb    down\n", stream(OutputFormat.TABLE, null));
        assertEquals("ID,STATE\r\na,up\r\nb,down\r\n", stream(OutputFormat.CSV, null));
        assertEquals("a\nSTATE\tup\nb\nSTATE\tdown\n", stream(OutputFormat.TEXT, null));
        assertEquals("\"up\"\n\"down\"\n", stream(OutputFormat.JSON, "State.Name"));
        assertEquals("\"b\"\n", stream(OutputFormat.JSON, "State.Name=='down' && Id || null"));
    }

    private static String stream(OutputFormat format, String query) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output.Stream stream = new Output(new StandardOutput(out), format, new Terminal(false, false, 80),
                Optional.ofNullable(query)).stream(
                        List.of(Column.id("ID", "Id"), Column.at("STATE", "State", "Name")), List.of(3, 6));
        for (String json : List.of("{\"Id\":\"a\",\"State\":{\"Name\":\"up\"}}", "{\"Id\":\"b\",\"State\":{\"Name\":\"down\"}}")) {
            stream.print((ObjectNode) new ObjectMapper().readTree(json));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aQueryPicksAPartOfTheJson() throws JsonProcessingException {
        assertEquals("[\n    \"web\"\n]\n",
                print(OutputFormat.JSON, TWO_IMAGES, "Images[?ImageId=='ami-0123456789abcdef0'].Name", 0));
        assertEquals("null\n", print(OutputFormat.JSON, TWO_IMAGES, "Instances", 0));
    }

    @Test
    void aQueryThatCannotBeReadIsRefused() {
        for (String query : new String[] {"[[", "Images[", "nosuch(Images)", ""}) {
            LauncherException e = assertThrows(LauncherException.class,
                    () -> print(OutputFormat.JSON, TWO_IMAGES, query, 0), query);
            assertEquals(LauncherError.QUERY_INVALID, e.kind());
        }
    }

    @Test
    void aTableIsAlignedByWhatIsSeen() throws JsonProcessingException {
        assertEquals("""
                IMAGE                  NAME         TAG
                ami-0123456789abcdef0  web          front
                ami-0123456789abcdef1  größer 日本
                """, print(OutputFormat.TABLE, TWO_IMAGES, null, 0));
    }

    @Test
    void aTableIsClippedOnATerminalAndItsIdsAreNot() throws JsonProcessingException {
        assertEquals("""
                IMAGE                  NAME   TAG
                ami-0123456789abcdef0  web    front
                ami-0123456789abcdef1  größ…
                """, print(OutputFormat.TABLE, TWO_IMAGES, null, 35));
    }

    @Test
    void aTableOfAQueryShowsWhateverIsLeft() throws JsonProcessingException {
        assertEquals("web          False\ngrößer 日本  True\n".replace("False", "false").replace("True", "true"),
                print(OutputFormat.TABLE, TWO_IMAGES, "Images[].[Name,Public]", 0));
        assertEquals("N            P\nweb          false\ngrößer 日本  true\n",
                print(OutputFormat.TABLE, TWO_IMAGES, "Images[].{N:Name,P:Public}", 0));
        assertEquals("N           web\nT[0].Key    Name\nT[0].Value  front\n",
                print(OutputFormat.TABLE, TWO_IMAGES, "Images[0].{N:Name,T:Tags}", 10));
        assertEquals("web\n", print(OutputFormat.TABLE, TWO_IMAGES, "Images[0].Name", 0));
    }

    @Test
    void controlCharactersOfNamesReachNoTerminal() throws JsonProcessingException {
        String document = "{\"Images\":[{\"ImageId\":\"ami-1\",\"Name\":\"a\\u001b[31mb\\nc\\td\\u202ee\\u009b\"}]}";
        String safe = "a\\u001b[31mb c d\\u202ee\\u009b";
        assertEquals("IMAGE  NAME" + " ".repeat(safe.length() - 4) + "  TAG\nami-1  " + safe + "\n",
                print(OutputFormat.TABLE, document, null, 0));
        assertEquals("ami-1\t" + safe + "\n", print(OutputFormat.TEXT, document, "Images[].[ImageId,Name]", 0));
    }

    @Test
    void csvIsQuotedAndRunsNoFormula() throws JsonProcessingException {
        String document = "{\"Images\":[{\"ImageId\":\"ami-1\",\"Name\":\"a, \\\"b\\\"\\nc\"},"
                + "{\"ImageId\":\"-\",\"Name\":\"=cmd|'/c calc'!A0\"}]}";
        assertEquals("IMAGE,NAME,TAG\r\nami-1,\"a, \"\"b\"\"\nc\",\r\n-,'=cmd|'/c calc'!A0,\r\n",
                print(OutputFormat.CSV, document, null, 0));
        assertEquals("ami-1\r\n-\r\n", print(OutputFormat.CSV, document, "Images[].ImageId", 0));
        assertEquals("N\r\n\"a, \"\"b\"\"\nc\"\r\n", print(OutputFormat.CSV, document, "Images[0].{N:Name}", 0));
    }

    private static String print(OutputFormat format, String document, String query, int columns)
            throws JsonProcessingException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(document);
        new Output(new StandardOutput(stream), format, new Terminal(columns > 0, false, columns), Optional.ofNullable(query))
                .print(Answer.list(json, "Images", Column.id("IMAGE", "ImageId"), Column.at("NAME", "Name"),
                        Column.tag("TAG", "Name")));
        return stream.toString(StandardCharsets.UTF_8);
    }
}
