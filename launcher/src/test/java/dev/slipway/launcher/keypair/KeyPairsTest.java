package dev.slipway.launcher.keypair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Key pairs, held against what OpenSSH makes of them. */
class KeyPairsTest {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;
    private ImageStore store;
    private KeyPairs pairs;

    @BeforeEach
    void open() {
        StoreLayout layout = new StoreLayout(folder.resolve("home"), "local-1");
        store = ImageStore.open(layout, new AccountId("000000000007"), KeyPairs.TABLES);
        store.record(KeyPairs.recorded(layout));
        pairs = new KeyPairs(store);
        store.tags().register(pairs.tags());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void sshKeygenReadsACreatedKeyAsThePublicKeyThatIsKept(KeyType type) throws Exception {
        PrivateKeyFiles files = new PrivateKeyFiles(folder.resolve("keys"));
        CreatedKeyPair created = pairs.create(request("my key"), Optional.of(type), files);
        KeyPair pair = created.keyPair();
        Path file = files.privateKey(pair.keyPairId());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertEquals(created.keyMaterial(), Files.readString(file));
        String publicKey = keygen("-y", "-f", file.toString()).strip();
        assertTrue(pair.publicKey().startsWith(type.sshName() + " "), pair.publicKey());
        assertTrue(pair.publicKey().endsWith(" my key"), pair.publicKey());
        assertEquals(firstWords(publicKey), firstWords(pair.publicKey()));
        assertEquals(Optional.of(file), files.find(List.of(publicKey + " another comment")));
        assertEquals(Optional.empty(), files.find(List.of("ssh-ed25519 AAAA")));
        assertEquals(pair, pairs.named("my key"));
        files.forget(pair.keyPairId());
        assertFalse(Files.exists(file));
    }

    @Test
    void fingerprintsAreTheOnesThatEc2Computes() throws Exception {
        CreatedKeyPair rsa = pairs.create(request("created"), Optional.empty(), PrivateKeyPlace.ANSWER_ONLY);
        assertEquals(KeyType.RSA, rsa.keyPair().keyType(), "as on EC2 where none is asked for");
        assertTrue(rsa.keyMaterial().startsWith("-----BEGIN RSA PRIVATE KEY-----\n"), "PKCS#1");
        Path file = Files.writeString(folder.resolve("rsa"), rsa.keyMaterial());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String der = keygen("-e", "-m", "PKCS8", "-f", file.toString());
        KeyPair imported = pairs.importKey(request("imported"), keygen("-y", "-f", file.toString()));
        assertEquals(colons("MD5", der), imported.keyFingerprint());
        keygen("-p", "-N", "", "-m", "PKCS8", "-f", file.toString());
        assertEquals(colons("SHA-1", Files.readString(file)), rsa.keyPair().keyFingerprint());

        CreatedKeyPair ed25519 = pairs.create(request("ed"), Optional.of(KeyType.ED25519), PrivateKeyPlace.ANSWER_ONLY);
        Path publicKey = Files.writeString(folder.resolve("ed.pub"), ed25519.keyPair().publicKey());
        assertEquals("SHA256:" + ed25519.keyPair().keyFingerprint().replace("=", ""),
                keygen("-l", "-f", publicKey.toString()).split(" ")[1]);
        assertEquals(44, ed25519.keyPair().keyFingerprint().length(), "EC2 keeps base64's padding");
    }

    @Test
    void everyFormThatEc2TakesIsTheSameKey() {
        for (KeyType type : KeyType.values()) {
            String line = pairs.create(request("k-" + type), Optional.of(type), PrivateKeyPlace.ANSWER_ONLY)
                    .keyPair().publicKey();
            PublicKeyMaterial key = PublicKeyText.read(line);
            String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.der())
                    + "\n-----END PUBLIC KEY-----\n";
            String rfc4716 = "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"goes on \\\nhere\"\n"
                    + Base64.getMimeEncoder().encodeToString(key.blob()) + "\n---- END SSH2 PUBLIC KEY ----\n";
            for (String form : List.of(line + "\n", pem, rfc4716, Base64.getEncoder().encodeToString(key.der()))) {
                assertEquals(new String(key.blob(), StandardCharsets.ISO_8859_1),
                        new String(PublicKeyText.read(form).blob(), StandardCharsets.ISO_8859_1), form);
            }
        }
    }

    @Test
    void whatIsNoKeyIsRefused() throws Exception {
        keygen("-q", "-t", "ecdsa", "-N", "", "-f", folder.resolve("ecdsa").toString());
        keygen("-q", "-t", "rsa", "-b", "3072", "-N", "", "-f", folder.resolve("rsa3072").toString());
        String ed25519 = pairs.create(request("ed"), Optional.of(KeyType.ED25519), PrivateKeyPlace.ANSWER_ONLY)
                .keyPair().publicKey();
        String body = ed25519.split(" ")[1];
        for (String text : List.of("", "hello", "ssh-rsa", "ssh-rsa AAAA", "ssh-ed25519 " + body.substring(0, 40),
                "ssh-ed25519 " + body + "AAAA", "ssh-dss " + body, ed25519 + "\n" + ed25519,
                "command=\"ls\" " + ed25519, "-----BEGIN PUBLIC KEY-----\nAAAA",
                Files.readString(folder.resolve("ecdsa.pub")), Files.readString(folder.resolve("rsa3072.pub")),
                Files.readString(folder.resolve("rsa3072")))) {
            LauncherException e = assertThrows(LauncherException.class, () -> pairs.importKey(request("bad"), text), text);
            assertEquals(LauncherError.KEY_FORMAT, e.kind());
        }
        assertEquals(List.of("ed"), names());
    }

    @Test
    void aNameIsUniqueAndOfPrintableAscii() {
        pairs.create(request("one"), Optional.of(KeyType.ED25519), PrivateKeyPlace.ANSWER_ONLY);
        PrivateKeyFiles files = new PrivateKeyFiles(folder.resolve("keys"));
        assertEquals(LauncherError.KEY_PAIR_EXISTS, refused(() ->
                pairs.create(request("one"), Optional.of(KeyType.ED25519), files)));
        assertFalse(Files.exists(folder.resolve("keys")), "no private key of a pair that did not come about");
        for (String name : List.of("", " a", "a ", "ä", "a\nb", "x".repeat(256))) {
            assertEquals(LauncherError.INVALID_PARAMETER_VALUE, refused(() -> request(name)), name);
        }
    }

    @Test
    void aPrivateKeyNeverTakesThePlaceOfAFileAndGoesWithAPairThatFails() throws Exception {
        Path there = Files.writeString(folder.resolve("there"), "mine");
        assertEquals(LauncherError.INVALID_PARAMETER_VALUE, refused(() -> pairs.create(
                request("a"), Optional.of(KeyType.ED25519), PrivateKeyFiles.file(there))));
        assertEquals("mine", Files.readString(there));
        assertEquals(List.of(), names());
        Path out = folder.resolve("out.pem");
        assertEquals(LauncherError.KEY_PAIR_EXISTS, refused(() -> pairs.create(request("a"), Optional.of(KeyType.ED25519),
                (created, undo) -> {
                    PrivateKeyFiles.file(out).keep(created, undo);
                    pairs.create(request("a"), Optional.of(KeyType.ED25519), PrivateKeyPlace.ANSWER_ONLY);
                })), "somebody was quicker");
        assertFalse(Files.exists(out));
    }

    @Test
    void pairsAreFoundByNameIdFingerprintAndTag() {
        KeyPair one = pairs.create(new KeyPairRequest("one", List.of(new Tag("team", "web")), false),
                Optional.of(KeyType.ED25519), PrivateKeyPlace.ANSWER_ONLY).keyPair();
        KeyPair two = pairs.create(request("two"), Optional.of(KeyType.ED25519), PrivateKeyPlace.ANSWER_ONLY).keyPair();
        assertEquals(List.of(one), found(new Filter("tag:team", List.of("w*"))));
        assertEquals(List.of(one, two), found(new Filter("key-name", List.of("one", "two"))));
        assertEquals(List.of(two), found(new Filter("key-pair-id", List.of(two.keyPairId().value()))));
        assertEquals(List.of(two), found(new Filter("fingerprint", List.of(two.keyFingerprint()))));
        assertEquals(List.of(two, one), List.of(
                search(List.of("two"), List.of()).get(0), search(List.of(one.keyPairId().value()), List.of()).get(0)));
        assertEquals(LauncherError.KEY_PAIR_NOT_FOUND, refused(() -> search(List.of("one", "three"), List.of())));
        assertEquals(LauncherError.KEY_PAIR_NOT_FOUND, refused(() -> pairs.named(one.keyPairId().value())));
        store.tags().add(List.of(two.keyPairId().value()), List.of(new Tag("team", "db")));
        assertEquals("db", pairs.named("two").tags().get(0).value());
        assertEquals(Optional.of(one), pairs.delete("one", false));
        assertEquals(Optional.empty(), pairs.delete("one", false), "as on EC2, no error");
        assertEquals(LauncherError.DRY_RUN, refused(() -> pairs.delete("two", true)));
        assertEquals(List.of("two"), names());
    }

    @Test
    void aLostCatalogueBringsThemBack() throws Exception {
        KeyPair pair = pairs.create(request("kept"), Optional.of(KeyType.ED25519), PrivateKeyPlace.ANSWER_ONLY).keyPair();
        assertEquals(List.of(), store.check().run().findings());
        store.close();
        Files.delete(store.layout().catalogue());
        ImageStore.rebuild(store.layout(), store.account(), KeyPairs.TABLES,
                List.of(KeyPairs.recorded(store.layout()))).run(false);
        open();
        assertEquals(pair, pairs.named("kept"));
    }

    private static KeyPairRequest request(String name) {
        return new KeyPairRequest(name, List.of(), false);
    }

    private List<KeyPair> found(Filter filter) {
        return search(List.of(), List.of(filter));
    }

    private List<KeyPair> search(List<String> references, List<Filter> filters) {
        return pairs.search(new KeyPairSearch(references, filters), PageRequest.ALL).items();
    }

    private List<String> names() {
        return search(List.of(), List.of()).stream().map(KeyPair::keyName).toList();
    }

    private static Object refused(Runnable work) {
        return assertThrows(SlipwayException.class, work::run).code();
    }

    private static String firstWords(String line) {
        return line.split(" ")[0] + " " + line.split(" ")[1];
    }

    private static String keygen(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        return Subprocess.run(command, DEADLINE).stdout();
    }

    private static String colons(String algorithm, String pem) throws Exception {
        String body = pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat);
        return HexFormat.ofDelimiter(":").formatHex(
                MessageDigest.getInstance(algorithm).digest(Base64.getDecoder().decode(body)));
    }
}
