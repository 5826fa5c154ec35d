package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.ec2.signature.Verification;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS, with a certificate that clients believe, and with files in which something is wrong. */
class EndpointTlsTest {

    @TempDir
    private Path folder;
    private TestCertificates certificates;

    @BeforeEach
    void make() throws Exception {
        certificates = TestCertificates.make(folder);
    }

    @Test
    void aClientThatBelievesTheAuthorityIsAnswered() throws Exception {
        try (EndpointServer server = server(certificates.pem("chain.pem", "server", "authority"), certificates.key("server"))) {
            assertEquals(200, get(server));
        }
    }

    @Test
    void aChainInTheWrongOrderIsPutInOrder() throws Exception {
        try (EndpointServer server = server(certificates.pem("chain.pem", "authority", "other", "server"), certificates.key("server"))) {
            assertEquals(200, get(server));
        }
    }

    @Test
    void whoSpeaksNoTlsIsAnsweredByNothingOfTheInside() throws Exception {
        try (EndpointServer server = server(certificates.pem("chain.pem", "server", "authority"), certificates.key("server"));
                Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(!new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).contains("xception"));
            assertEquals(200, get(server));
        }
    }

    @Test
    void filesThatDoNotFitAreRefusedAtTheStart() throws Exception {
        Path chain = certificates.pem("chain.pem", "server", "authority");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertInvalid(chain, certificates.key("other"));
        assertInvalid(chain, certificates.key("authority").resolveSibling("none.key"));
        assertInvalid(chain, chain);
        assertInvalid(empty, certificates.key("server"));
        assertInvalid(certificates.key("server"), certificates.key("server"));
        assertInvalid(chain, Files.writeString(folder.resolve("bad.key"), "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n"));
    }

    private void assertInvalid(Path certificate, Path key) {
        LauncherException refused = assertThrows(LauncherException.class, () -> server(certificate, key).close());
        assertEquals(LauncherError.CERTIFICATE_INVALID, refused.kind(), refused.getMessage());
    }

    private static EndpointServer server(Path certificate, Path key) {
        Endpoint endpoint = new Endpoint(new Verification(id -> Optional.empty(), Clock.systemUTC()), (caller, action) -> null,
                defect -> { });
        return new EndpointServer(new ServerOptions(new InetSocketAddress("127.0.0.1", 0), Optional.of(certificate), Optional.of(key),
                false), false, endpoint, () -> { }, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    private int get(EndpointServer server) throws Exception {
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        believed.setCertificateEntry("authority", certificates.certificate("authority"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build().send(HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + server.address().getPort() + "/health/live")).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
