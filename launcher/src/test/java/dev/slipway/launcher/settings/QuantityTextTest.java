package dev.slipway.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.NearestWord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTextTest {

    @ParameterizedTest
    @CsvSource({"90s,90000", "5m,300000", "1h30m,5400000", "500ms,500", "2d,172800000", "1m1s1ms,61001"})
    void durationsAreRead(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), DurationText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5 m", "-5m", "5x", "0s", "1.5h", "99999999999999999999s", "9223372036854775807d"})
    void whatIsNoDurationIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text));
    }

    @Test
    void durationsAreWrittenAsTheyAreRead() {
        for (String text : List.of("1h30m", "90h", "1m1s1ms", "500ms")) {
            assertEquals(text, DurationText.of(DurationText.parse(text)));
        }
        assertEquals("0s", DurationText.of(Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"512,512", "512B,512", "1K,1024", "512M,536870912", "10G,10737418240", "10GiB,10737418240",
        "1t,1099511627776", "2P,2251799813685248"})
    void sizesAreRead(String text, long bytes) {
        assertEquals(bytes, SizeText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "1.5G", "-1G", "0", "10GB2", "10X", "10 G", "9000P", "9223372036854775808"})
    void whatIsNoSizeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> SizeText.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1 KiB", "1536,1.5 KiB", "1610612736,1.5 GiB", "137438953472,128 GiB"})
    void sizesAreWrittenForPeople(long bytes, String text) {
        assertEquals(text, SizeText.of(bytes));
    }

    @Test
    void theNearestWordIsTheOneThatWasMeant() {
        List<String> words = List.of("list", "describe", "deregister", "import");
        assertEquals(Optional.of("list"), NearestWord.to("lst", words));
        assertEquals(Optional.of("list"), NearestWord.to("lits", words));
        assertEquals(Optional.of("deregister"), NearestWord.to("deregsiter", words));
        assertEquals(Optional.empty(), NearestWord.to("frobnicate", words));
        assertEquals(Optional.empty(), NearestWord.to("x", words));
    }
}
