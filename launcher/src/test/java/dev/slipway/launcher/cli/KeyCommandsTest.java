package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key pairs from the command line. */
class KeyCommandsTest {

    @TempDir
    private Path folder;
    private TypedCommands commands;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/config.yaml"), "key-folder: " + folder.resolve("keys") + "\n");
        commands = new TypedCommands(folder.resolve("home"));
    }

    @Test
    void aCreatedKeyIsInTheAnswerAndInTheKeyFolder() throws IOException {
        String answer = commands.text(0, "key create lab --type ed25519 --tag team=web -o json");
        assertTrue(answer.contains("\"KeyMaterial\": \"-----BEGIN OPENSSH PRIVATE KEY-----\\n"), answer);
        assertTrue(answer.contains("\"Key\": \"team\""), answer);
        String id = commands.text(0, "key list lab --query KeyPairs[0].KeyPairId").strip();
        Path file = folder.resolve("keys").resolve(id + ".pem");
        assertTrue(Files.readString(file).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----"), "as it was answered");
        String table = commands.text(0, "key list --filter key-name=lab -o table");
        assertTrue(table.contains(id) && table.contains("ed25519"), table);
        String described = commands.text(0, "key describe lab -o json");
        assertTrue(described.contains("\"PublicKey\": \"ssh-ed25519 "), described);
        assertFalse(commands.text(0, "key list -o json").contains("PublicKey"), "only where it is asked for, as on EC2");
        assertTrue(commands.text(0, "tag list").contains(id));
        assertEquals(id + "\tTrue\n", commands.text(0, "key delete lab --private-key"));
        assertFalse(Files.exists(file));
        assertEquals("True\n", commands.text(0, "key delete lab"));
        assertTrue(commands.error().contains("there was no key pair 'lab'"), commands.error());
    }

    @Test
    void aTableDoesNotShowThePrivateKeyAndADashPrintsNothingElse() throws IOException {
        assertFalse(commands.text(0, "key create one --type ed25519 -o table").contains("PRIVATE"));
        Path out = folder.resolve("two.pem");
        commands.text(0, "key create two --type ed25519 --out " + out);
        assertTrue(commands.error().contains("the private key is in " + out), commands.error());
        commands.text(2, "key create three --type ed25519 --out " + out);
        assertTrue(commands.error().startsWith("slipway: InvalidParameterValue: "), commands.error());
        String alone = commands.text(0, "key create three --type ed25519 --out -");
        assertTrue(alone.startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n")
                && alone.endsWith("-----END OPENSSH PRIVATE KEY-----\n"), alone);
        try (var files = Files.list(folder.resolve("keys"))) {
            assertEquals(2, files.count(), "only the first one's, private and public");
        }
    }

    @Test
    void aPublicKeyIsImportedAndBadOnesAreRefused() throws IOException {
        commands.text(0, "key create mine --type ed25519");
        String line = commands.text(0, "key describe mine --query KeyPairs[0].PublicKey").strip();
        Path file = Files.writeString(folder.resolve("mine.pub"), line);
        commands.text(0, "key import again --public-key-material fileb://" + file);
        assertEquals(commands.text(0, "key list mine --query KeyPairs[].KeyFingerprint"),
                commands.text(0, "key list again --query KeyPairs[].KeyFingerprint"));
        commands.text(4, "key import again --public-key " + file);
        assertTrue(commands.error().startsWith("slipway: InvalidKeyPair.Duplicate: "), commands.error());
        Files.writeString(file, "no key");
        commands.text(2, "key import bad --public-key " + file);
        assertTrue(commands.error().startsWith("slipway: InvalidKey.Format: "), commands.error());
        commands.text(2, "key import bad --public-key " + folder.resolve("missing"));
        assertTrue(commands.error().contains("cannot be read"), commands.error());
        commands.text(2, "key create odd --type dsa");
        commands.text(3, "key describe nobody");
        assertTrue(commands.error().startsWith("slipway: InvalidKeyPair.NotFound: "), commands.error());
        assertEquals("", commands.text(0, "key create dry --dry-run"));
        assertTrue(commands.error().startsWith("slipway: DryRunOperation: "), commands.error());
        assertEquals("2\n", commands.text(0, "key list --query length(KeyPairs)"));
    }

    @Test
    void anAccountHasItsOwn() {
        commands.text(0, "key create shared --type ed25519");
        commands.text("000000000042", 0, "key create shared --type ed25519");
        commands.text("000000000042", 0, "key delete shared");
        assertEquals("1\n", commands.text(0, "key list --query length(KeyPairs)"));
    }
}
