package dev.slipway.launcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.host.json.JsonTree;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.instance.record.MetadataOptions.HttpTokens;
import dev.slipway.launcher.instance.request.MetadataOptionsRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataOptionsDocumentTest {

    @Test
    void whatIsNotSaidStaysAsItIs() throws JsonProcessingException {
        MetadataOptionsRequest asked = read("{\"HttpTokens\": \"required\", \"HttpPutResponseHopLimit\": 64}");
        assertEquals(new MetadataOptions(HttpTokens.REQUIRED, 64, true, false), asked.over(MetadataOptions.USUAL));
        assertEquals(new MetadataOptions(HttpTokens.REQUIRED, 2, false, true),
                read("{\"HttpEndpoint\": \"disabled\", \"InstanceMetadataTags\": \"enabled\"}").over(MetadataOptions.VERSION_2));
        assertEquals(asked, MetadataOptionsDocument.read(MetadataOptionsDocument.write(asked)));
        assertEquals(MetadataOptions.USUAL, read("{\"HttpProtocolIpv6\": \"disabled\"}").over(MetadataOptions.USUAL));
    }

    @Test
    void whatEc2RefusesIsRefused() {
        Map<String, LauncherError> refused = Map.of(
                "{\"HttpTokens\": \"maybe\"}", LauncherError.INVALID_PARAMETER_VALUE,
                "{\"HttpPutResponseHopLimit\": 0}", LauncherError.INVALID_PARAMETER_VALUE,
                "{\"HttpPutResponseHopLimit\": 65}", LauncherError.INVALID_PARAMETER_VALUE,
                "{\"HttpPutResponseHopLimit\": \"many\"}", LauncherError.INVALID_PARAMETER_VALUE,
                "{\"HttpEndpoint\": \"on\"}", LauncherError.INVALID_PARAMETER_VALUE,
                "{\"HttpProtocolIpv6\": \"enabled\"}", LauncherError.INVALID_PARAMETER_VALUE,
                "{\"HttpEndpoint\": \"disabled\", \"HttpTokens\": \"required\"}", LauncherError.INVALID_PARAMETER_COMBINATION,
                "{\"HttpEndpoint\": \"disabled\", \"HttpPutResponseHopLimit\": 1}", LauncherError.INVALID_PARAMETER_COMBINATION,
                "{\"Tokens\": \"required\"}", LauncherError.UNKNOWN_PARAMETER);
        refused.forEach((text, error) ->
                assertEquals(error, assertThrows(LauncherException.class, () -> read(text), text).kind(), text));
    }

    private static MetadataOptionsRequest read(String text) throws JsonProcessingException {
        return MetadataOptionsDocument.read(JsonTree.read(text));
    }
}
