package dev.slipway.imagestore.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.DiskSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that lie, and parts that are bombs: refused, and nothing is left of the attempt. */
class HostileManifestTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;
    private TestStore test;
    private Path manifest;
    private String sound;

    @BeforeEach
    void bundle() throws IOException {
        test = new TestStore(folder);
        test.store.bundles().create(BundlesTest.WEB, new BundleSource.File(DiskSource.of(test.raw("disk.raw", 1, 1))),
                BundlesTest.PLAIN, Progress.NONE);
        manifest = test.layout.bundleManifest("lab", "web");
        sound = Files.readString(manifest);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertEquals(List.of(), test.leftovers());
        assertEquals(2, test.filesInPlace().size(), test.filesInPlace().toString());
        test.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<size>1048576</size> | <size>1048577</size>",
        "<size>1048576</size> | <size>-512</size>",
        "<size>1048576</size> | <size>0</size>",
        "<size>1048576</size> | <size>9223372036854775807</size>",
        "<size>1048576</size> | <size>99999999999999999999999</size>",
        "<size>1048576</size> | <size>1e6</size>",
        "<size>1048576</size> | <size>2097152</size>",
        "<size>1048576</size> | <size>512</size>",
        "<bundled_size> | <bundled_size>-",
        "<bundled_size> | <bundled_size>9",
        "web.part.00 | ../web.part.00",
        "web.part.00 | /etc/passwd",
        "web.part.00 | web.part.01",
        "web.part.00 | other.part.00",
        "index=\"0\" | index=\"7\"",
        "count=\"1\" | count=\"2\"",
        "count=\"1\" | count=\"-1\"",
        "SHA256 | SHA1",
        "<digest algorithm=\"SHA256\"> | <digest algorithm=\"SHA256\">0",
        "<architecture>x86_64 | <architecture>vax",
        "<user>000000001000 | <user>root",
        "<version>2007-10-10 | <version>1999-01-01",
        "<device>/dev/sda1 | <device>/dev/sda1;reboot",
        "<virtual>ami | <virtual>ephemeral999",
        "</machine_configuration> | <kernel_id>../aki</kernel_id></machine_configuration>",
        "</machine_configuration> | <kernel_command_line>a&#10;b</kernel_command_line></machine_configuration>",
        "</machine_configuration> | <product_codes><product_code>a b</product_code></product_codes></machine_configuration>",
        "<type>machine</type> | <ec2_encrypted_key algorithm=\"AES\">00</ec2_encrypted_key>",
        "<image> | <disk>",
        "<parts | <pieces",
    })
    void aManifestThatLiesIsRefused(String what, String lie) throws IOException {
        assertTrue(sound.contains(what), what);
        Files.writeString(manifest, sound.replace(what, lie));
        refused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no XML", "<manifest/>", "<manifest><version>2007-10-10</version></manifest>"})
    void whatIsNoManifestIsRefused(String content) throws IOException {
        Files.writeString(manifest, content);
        refused();
    }

    @Test
    void aManifestThatIsCutOffAnywhereIsRefused() throws IOException {
        for (int length = 0; length < sound.strip().length(); length += 97) {
            Files.writeString(manifest, sound.substring(0, length));
            refused();
        }
    }

    @Test
    void noEntityIsResolvedAndNoneExpanded() throws IOException {
        Path secret = test.text("secret", "x86_64");
        String outside = sound.replace("<manifest>", "<!DOCTYPE manifest [<!ENTITY secret SYSTEM \"" + secret.toUri()
                + "\">]><manifest>").replace("x86_64", "&secret;");
        Files.writeString(manifest, outside);
        assertFalse(refused().contains("x86_64"));
        StringBuilder laughs = new StringBuilder("<!DOCTYPE manifest [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a").append(i).append(" \"&a").append(i - 1).append(";&a").append(i - 1)
                    .append(";\">");
        }
        Files.writeString(manifest, sound.replace("<manifest>", laughs + "]><manifest>").replace("x86_64", "&a29;"));
        refused();
    }

    @Test
    void aManifestBeyondAllMeasureIsRefused() throws IOException {
        Files.writeString(manifest, sound.replace("<parts", " ".repeat(2 * MIB) + "<parts"));
        refused();
    }

    @Test
    void aBombIsStoppedAtTheSizeItsManifestAdmits() throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 512; i++) {
                zipped.write(new byte[MIB]);
            }
        }
        Path part = manifest.resolveSibling("web.part.00");
        Files.write(part, bomb.toByteArray());
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bomb.toByteArray()));
        Files.writeString(manifest, sound.replaceFirst("<bundled_size>[0-9]+", "<bundled_size>" + bomb.size())
                .replaceFirst("(?s)(<part .*SHA256\">)[0-9a-f]+", "$1" + digest));
        assertTrue(refused().contains("more than the 1048576 bytes"));
    }

    @Test
    void oneBadManifestDoesNotHideTheOthers() throws IOException {
        Files.writeString(manifest, "<");
        BundleLocation other = new BundleLocation("lab", "other");
        test.store.bundles().create(other, new BundleSource.File(DiskSource.of(test.raw("2.raw", 1, 2))),
                BundlesTest.PLAIN, Progress.NONE);
        List<ListedBundle> listed = test.store.bundles().list();
        assertEquals(2, listed.size());
        assertTrue(listed.get(0).bundle().isPresent() && listed.get(1).trouble().isPresent());
        test.store.bundles().delete(other, false);
    }

    private String refused() {
        StoreException e = assertThrows(StoreException.class,
                () -> test.store.bundles().unpacked(BundlesTest.WEB, Progress.NONE));
        assertEquals(StoreError.INVALID_MANIFEST, e.kind(), e.getMessage());
        return e.getMessage();
    }
}
