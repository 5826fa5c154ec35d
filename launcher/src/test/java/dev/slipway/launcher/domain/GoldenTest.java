package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GoldenTest {

    @Test
    void everyElementIsWrittenAsItsGoldenFileSays() throws IOException {
        for (Map.Entry<String, String> sample : ElementSamples.all().entrySet()) {
            GoldenFiles.check(sample.getKey(), sample.getValue());
        }
    }

    @Test
    void everyDomainIsWrittenAsItsGoldenFileSays() throws IOException {
        for (Map.Entry<String, DomainSpec> sample : DomainSamples.all().entrySet()) {
            GoldenFiles.check(sample.getKey(), DomainXml.of(sample.getValue()));
        }
    }

    @Test
    void noGoldenFileIsLeftWithoutItsSample() throws IOException {
        Set<String> samples = new TreeSet<>(ElementSamples.all().keySet());
        samples.addAll(DomainSamples.all().keySet());
        assertEquals(samples, GoldenFiles.names());
    }
}
