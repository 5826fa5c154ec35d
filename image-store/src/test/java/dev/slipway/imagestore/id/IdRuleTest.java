package dev.slipway.imagestore.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdRuleTest {

    @Test
    void newIdsHaveEc2sFormAndDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String id = ImageId.nextMachine().value();
            assertTrue(id.matches("ami-[0-9a-f]{17}"), id);
            assertTrue(seen.add(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ami", "ami-", "ami-123", "ami-0123456789ABCDEF0", "ami-0123456789abcdef01", "../etc/passwd",
        "snap-0123456789abcdef0", "ami-0123456789abcdef/", "ami_0123456789abcdef0", "ami-0123456789abcdef0\n"})
    void whatIsNoImageIdIsRefusedInEc2sWords(String text) {
        StoreException e = assertThrows(StoreException.class, () -> new ImageId(text));
        assertEquals(StoreError.IMAGE_ID_MALFORMED, e.kind());
        assertEquals("Invalid id: \"" + text + "\" (expecting \"ami-...\").", e.getMessage());
    }

    @Test
    void eachKindHasAPrefixOfItsOwn() {
        assertTrue(ImageId.nextKernel().value().startsWith("aki-"));
        assertTrue(ImageId.nextRamdisk().value().startsWith("ari-"));
        assertEquals("snap-0123456789abcdef0", new SnapshotId("snap-0123456789abcdef0").value());
        assertThrows(StoreException.class, () -> new SnapshotId("vol-0123456789abcdef0"));
        assertThrows(StoreException.class, () -> new VolumeId("snap-0123456789abcdef0"));
    }

    @Test
    void idsOfEightDigitsAreWellFormed() {
        assertEquals("ami-12345678", new ImageId("ami-12345678").value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", "12345678901a", "١٢٣٤٥٦٧٨٩٠١٢"})
    void anAccountIsTwelveDigits(String text) {
        assertEquals(StoreError.ACCOUNT_ID_MALFORMED,
                assertThrows(StoreException.class, () -> new AccountId(text)).kind());
    }
}
