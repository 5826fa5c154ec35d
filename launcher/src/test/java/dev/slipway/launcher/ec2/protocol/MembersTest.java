package dev.slipway.launcher.ec2.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list encoding of the Query protocol. */
class MembersTest {

    @Test
    void listsAreInTheOrderOfTheirNumbers() {
        Members members = read("Filter.2.Name=b&Filter.1.Name=a&Filter.1.Value.10=z&Filter.1.Value.9=y+%C3%A9");
        assertEquals(List.of("a", "b"), members.list("Filter").stream().map(each -> each.text("Name").orElseThrow()).toList());
        assertEquals(List.of("y é", "z"), members.list("Filter").get(0).texts("Value"));
        assertEquals(List.of(), members.list("Nothing"));
    }

    @Test
    void structuresAreDocuments() {
        assertEquals("[{\"DeviceName\":\"/dev/sdb\",\"Ebs\":{\"VolumeSize\":\"8\"}}]",
                read("BlockDeviceMapping.1.Ebs.VolumeSize=8&BlockDeviceMapping.1.DeviceName=/dev/sdb").document()
                        .path("BlockDeviceMapping").toString());
        assertEquals("{\"Pairs\":[{\"GroupId\":\"sg-1\"}]}", read("Groups.1.GroupId=sg-1").document(Map.of("Groups", "Pairs")).toString());
    }

    @Test
    void malformedOnesAreRefused() {
        for (String bad : List.of("A.x=1", "A.1.=1", "A.01=1&A.1=2", "A=1", "A.99999999=1")) {
            assertEquals(LauncherError.UNKNOWN_PARAMETER, refusal(() -> read(bad).texts("A")), bad);
        }
        assertEquals(LauncherError.UNKNOWN_PARAMETER, refusal(() -> read("A.1.2.3.4.5.6.7.8=1")));
        assertEquals(LauncherError.UNKNOWN_PARAMETER, refusal(() -> read("A.B=1").text("A")));
        assertEquals(LauncherError.MALFORMED_QUERY, refusal(() -> read("A=1&A=2")));
        for (String bad : List.of("A=%", "A=%4", "A=%zz", "A=%ff")) {
            assertEquals(LauncherError.MALFORMED_QUERY, refusal(() -> read(bad)), bad);
        }
        assertEquals(LauncherError.TOO_MANY_MEMBERS,
                refusal(() -> Members.of(Collections.nCopies(10_000, Map.entry("Filter.1.Value.1", "x")))));
    }

    private static LauncherError refusal(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(LauncherException.class, work).kind();
    }

    private static Members read(String text) {
        return Members.of(FormText.read(text));
    }
}
