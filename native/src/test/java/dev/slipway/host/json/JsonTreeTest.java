package dev.slipway.host.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "\"x\"", "null",
        "{\"a\":[1,2.5,true,false,null,{\"b\":{}}],\"c\":68719476736,\"d\":123456789012345678901234567890,\"e\":\"é\\n\"}"})
    void theTreeIsTheOneTheMapperMakes(String text) throws JsonProcessingException {
        assertEquals(new ObjectMapper().readTree(text), JsonTree.read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "{} {}", "nonsense", "{\"a\"}", "[1]]"})
    void whatIsNoJsonIsRefused(String text) {
        assertThrows(JsonProcessingException.class, () -> JsonTree.read(text));
    }
}
