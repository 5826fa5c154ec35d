package dev.slipway.launcher.imds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    @Test
    void requestsAreReadOneAfterTheOther() throws Exception {
        RequestReader reader = reader("GET /latest/meta-data/?x=1 HTTP/1.1\r\nHost: a\r\nx-aws-ec2-metadata-token:  t \r\n\r\n"
                + "PUT /latest/api/token HTTP/1.1\r\nContent-Length: 2\r\nConnection: Close\r\n\r\nab"
                + "GET /tags/a%20%C3%A9+b HTTP/1.0\n\n");
        MetadataRequest first = reader.read().orElseThrow();
        assertEquals(List.of("latest", "meta-data"), first.path());
        assertTrue(first.folder() && first.persistent());
        assertEquals(Optional.of("t"), first.header("X-aws-ec2-metadata-token"));
        MetadataRequest second = reader.read().orElseThrow();
        assertEquals("PUT /latest/api/token false", second.method() + " " + second.text() + " " + second.persistent());
        MetadataRequest third = reader.read().orElseThrow();
        assertEquals(List.of("tags", "a é+b"), third.path());
        assertEquals(false, third.persistent());
        assertEquals(Optional.empty(), reader.read());
    }

    @Test
    void aHeaderThatIsThereTwiceHasNoValue() throws Exception {
        MetadataRequest request = reader("GET / HTTP/1.1\r\nA: 1\r\na: 2\r\n\r\n").read().orElseThrow();
        assertTrue(request.has("A"));
        assertEquals(Optional.empty(), request.header("a"));
        assertEquals(List.of(), request.path());
    }

    @Test
    void whatIsNoRequestIsAnsweredSo() {
        for (String text : List.of("x\n\n", "GET\n\n", "GET / HTTP/2\n\n", "get / HTTP/1.1\n\n", "GET http://a/ HTTP/1.1\n\n",
                "GET  / HTTP/1.1\n\n", "GET / HTTP/1.1\nno colon\n\n", "GET / HTTP/1.1\n folded: x\n\n", "GET / HTTP/1.1\nA : x\n\n",
                "GET /%zz HTTP/1.1\n\n", "GET /%2 HTTP/1.1\n\n", "GET /%FF HTTP/1.1\n\n", "PUT / HTTP/1.1\nContent-Length: 5000\n\n",
                "PUT / HTTP/1.1\nContent-Length: -1\n\n", "PUT / HTTP/1.1\nContent-Length: 1\nContent-Length: 1\n\n",
                "PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\n", "\0\1\2\n\n", "GET / HTTP/1.1\n: x\n\n")) {
            assertEquals(400, refusal(text), text);
        }
        assertEquals(431, refusal("GET /" + "a".repeat(20_000) + " HTTP/1.1\n\n"));
        assertEquals(431, refusal("GET / HTTP/1.1\n" + "a: b\n".repeat(5_000)));
        assertEquals(404, refusal("GET /" + "a/".repeat(100) + " HTTP/1.1\n\n"));
    }

    @Test
    void whatIsCutOffIsNoRequest() throws Exception {
        for (String text : List.of("", "\n", "GET / HT", "GET / HTTP/1.1\nHost: a\n")) {
            assertEquals(Optional.empty(), reader(text).read(), text);
        }
        assertThrows(EOFException.class, () -> reader("PUT / HTTP/1.1\nContent-Length: 4\n\nab").read());
    }

    private static int refusal(String text) {
        return assertThrows(RequestReader.Unreadable.class, () -> reader(text).read(), text).status();
    }

    private static RequestReader reader(String text) {
        return new RequestReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
