package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1, signed by an authority of its own, both made by the JDK's keytool. */
record TestCertificates(Path folder, KeyStore keys) {

    private static final String PASSWORD = "changeit";

    static TestCertificates make(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        keytool(store, "-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=Authority", "-ext", "bc:c");
        keytool(store, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1",
                "-signer", "authority");
        keytool(store, "-genkeypair", "-alias", "other", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=other");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificates(folder, keys);
    }

    /** A file with these certificates in this order. */
    Path pem(String name, String... aliases) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String alias : aliases) {
            text.append(block("CERTIFICATE", certificate(alias).getEncoded()));
        }
        return Files.writeString(folder.resolve(name), text);
    }

    Certificate certificate(String alias) throws Exception {
        return keys.getCertificateChain(alias)[0];
    }

    /** A file with a private key. */
    Path key(String alias) throws Exception {
        return Files.writeString(folder.resolve(alias + ".key"),
                block("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
    }

    private static String block(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
