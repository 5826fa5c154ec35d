package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.ec2.credential.AccessKeys;
import dev.slipway.launcher.ec2.protocol.FormText;
import dev.slipway.launcher.ec2.signature.Signer;
import dev.slipway.launcher.ec2.signature.Verification;
import dev.slipway.launcher.service.KeptConnections;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.GivenSettings;
import dev.slipway.launcher.settings.Settings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client says, the answer is a document, no defect is met, and what is another's is not there. */
class EndpointInputTest {

    private static final String VERSION = "&Version=2016-11-15";
    private static final int MANY = 10_000;

    @TempDir
    private Path home;
    private final KeptConnections kept = new KeptConnections();
    private final List<String> defects = new ArrayList<>();
    private AccessKeys keys;
    private Signer signer;
    private Endpoint endpoint;

    @BeforeEach
    void make() {
        keys = new AccessKeys(home);
        signer = signer("111122223333");
        Settings settings = Settings.of(GivenSettings.gather(Map.of(), Map.of("SLIPWAY_HOME", home.toString())), false);
        endpoint = new Endpoint(new Verification(keys::find, Clock.systemUTC()),
                (caller, action) -> new Services(settings.asAccount(caller.account()), action, warning -> { }, kept), defects::add);
    }

    @AfterEach
    void noDefectWasMet() {
        kept.close();
        assertEquals(List.of(), defects);
    }

    private Signer signer(String account) {
        AccessKey key = keys.create(new AccountId(account));
        return new Signer(key, "local-1", "ec2");
    }

    @Test
    void xmlAndControlCharactersAreTextInEveryString() throws Exception {
        for (String text : List.of("<&>\"'", "]]><!--", "<![CDATA[x]]>", "\u0000\u0001\u001b\u007f\u0085", "\uFFFE\uFFFF", "\uD83D\uDE00",
                "a\r\nb\tc", "&#0;&lt;", "%", "../../etc/passwd", "' OR 1=1 --", "a".repeat(100_000))) {
            String value = FormText.encoded(text);
            for (String form : List.of("Action=" + value, "Action=DescribeImages&" + value + "=1", "Action=DescribeImages&ImageId.1=" + value,
                    "Action=DescribeImages&Filter.1.Name=" + value + "&Filter.1.Value.1=x",
                    "Action=DescribeImages&Filter.1.Name=name&Filter.1.Value.1=" + value, "Action=DescribeImages&NextToken=" + value,
                    "Action=DescribeImages&Owner.1=" + value, "Action=DescribeInstances&InstanceId.1=" + value,
                    "Action=CreateSecurityGroup&GroupName=" + value + "&GroupDescription=" + value,
                    "Action=CreateVolume&Size=" + value, "Action=CreateVolume&SnapshotId=" + value,
                    "Action=CreateTags&ResourceId.1=" + value + "&Tag.1.Key=" + value + "&Tag.1.Value=" + value,
                    "Action=DescribeRegions&RegionName.1=" + value, "Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + value,
                    "Action=GetConsoleOutput&InstanceId=" + value, "Action=DeleteKeyPair&KeyName=" + value)) {
                parsed(ask(signer, form));
            }
        }
        String tag = FormText.encoded("<b>&\u0001]]>\r\n\uD83D\uDE00");
        Reply made = ask(signer, "Action=CreateVolume&Size=1&TagSpecification.1.ResourceType=volume&TagSpecification.1.Tag.1.Key=k"
                + "&TagSpecification.1.Tag.1.Value=" + tag);
        parsed(made);
        parsed(ask(signer, "Action=DescribeVolumes"));
    }

    @Test
    void bytesThatAreNoTextAndListsThatAreNoneAreRefused() throws Exception {
        for (String form : List.of("Action=DescribeImages&ImageId.1=%ff%fe", "Action=DescribeImages&ImageId.1=%c3", "Action=%", "&&&=&=",
                "Action=DescribeImages&Filter=1", "Action=DescribeImages&Filter.1=1", "Action=DescribeImages&Filter.x.Name=a",
                "Action=DescribeImages&Filter.1.Value.1=a", "Action=DescribeImages&Filter.1.Name.1=a",
                "Action=DescribeImages&Filter.99999999999.Name=a", "Action=DescribeImages&Filter.-1.Name=a",
                "Action=DescribeImages&ImageId.1.1=a", "Action=DescribeImages&.=a", "Action=DescribeImages&ImageId..1=a",
                "Action=DescribeImages&" + "a.".repeat(5_000) + "a=1", "Action=RunInstances&MinCount=1&MaxCount=1"
                + "&BlockDeviceMapping.1.Ebs=1", "Action=DescribeImages&MaxResults=-1", "Action=DescribeImages&MaxResults=99999999999")) {
            Reply reply = ask(signer, form);
            parsed(reply);
            assertTrue(reply.status() >= 400 && reply.status() < 500, form + ": " + text(reply));
        }
    }

    @Test
    void thousandsOfValuesAreTooMany() throws Exception {
        StringBuilder form = new StringBuilder("Action=DescribeImages&Filter.1.Name=name");
        for (int i = 1; i <= MANY; i++) {
            form.append("&Filter.1.Value.").append(i).append("=a");
        }
        Reply reply = ask(signer, form.toString());
        parsed(reply);
        assertEquals(400, reply.status());
    }

    @Test
    void whatIsAnothersIsNotThere() throws Exception {
        String volume = first(ask(signer, "Action=CreateVolume&Size=1"), "volumeId");
        String group = first(ask(signer, "Action=CreateSecurityGroup&GroupName=web&GroupDescription=d"), "groupId");
        Signer other = signer("444455556666");
        for (String form : List.of("Action=DescribeVolumes&VolumeId.1=" + volume, "Action=DeleteVolume&VolumeId=" + volume,
                "Action=CreateSnapshot&VolumeId=" + volume, "Action=ModifyVolume&Size=2&VolumeId=" + volume)) {
            assertEquals("InvalidVolume.NotFound", first(ask(other, form), "Code"), form);
        }
        assertEquals("InvalidGroup.NotFound", first(ask(other, "Action=DeleteSecurityGroup&GroupId=" + group), "Code"));
        assertTrue(!text(ask(other, "Action=DescribeVolumes")).contains(volume));
        assertTrue(text(ask(signer, "Action=DescribeVolumes")).contains(volume));
    }

    private Reply ask(Signer as, String form) {
        return endpoint.answer(as.form(form + VERSION, Instant.now()), "id");
    }

    private static String first(Reply reply, String element) {
        Matcher found = Pattern.compile("<" + element + ">([^<]*)<").matcher(text(reply));
        assertTrue(found.find(), text(reply));
        return found.group(1);
    }

    private static void parsed(Reply reply) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(reply.body().bytes()));
        assertTrue(reply.status() != 500, text(reply));
    }

    private static String text(Reply reply) {
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }
}
