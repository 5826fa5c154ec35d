package dev.slipway.launcher.ec2.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Answers and errors are written as EC2 writes them. */
class XmlAnswerTest {

    private static final String BEGIN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    @Test
    void namesAreThoseOfTheServiceModelAndOurOwnPartStaysAway() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode image = document.putArray("Images").addObject();
        image.put("ImageId", "ami-1").put("State", "available").put("Public", false).putObject("Slipway").put("A", 1);
        image.putArray("BlockDeviceMappings").addObject().putObject("Ebs").put("VolumeSize", 8);
        assertEquals(BEGIN + "<DescribeImagesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>"
                + "<imagesSet><item><imageId>ami-1</imageId><imageState>available</imageState><isPublic>false</isPublic>"
                + "<blockDeviceMapping><item><ebs><volumeSize>8</volumeSize></ebs></item></blockDeviceMapping></item></imagesSet>"
                + "</DescribeImagesResponse>", text(XmlAnswer.of(Dialect.EC2, "DescribeImages", document, "r")));
    }

    @Test
    void theStateOfASnapshotIsCalledAsTheAnswersShapeHasIt() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("Snapshots").addObject().put("State", "error").put("StateMessage", "why");
        assertTrue(text(XmlAnswer.of(Dialect.EC2, "DescribeSnapshots", document, "r"))
                .contains("<snapshotSet><item><status>error</status><statusMessage>why</statusMessage></item></snapshotSet>"));
        ObjectNode taken = JsonNodeFactory.instance.objectNode();
        taken.putArray("Snapshots").addObject().put("State", "pending");
        assertTrue(text(XmlAnswer.of(Dialect.EC2, "CreateSnapshots", taken, "r"))
                .contains("<snapshotSet><item><state>pending</state></item></snapshotSet>"));
    }

    @Test
    void whatXmlCannotCarryIsReplaced() {
        assertEquals(BEGIN + "<Response><Errors><Error><Code>C</Code><Message>a\uFFFD\uFFFD&lt;&amp;]]&gt;\uD83D\uDE00\uFFFD</Message>"
                + "</Error></Errors><RequestID>r</RequestID></Response>",
                text(XmlAnswer.error(Dialect.EC2, "C", "a\u0000\u001b<&]]>\uD83D\uDE00\uFFFE", "r")));
        assertEquals(BEGIN + "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Code>C</Code>"
                + "<Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>",
                text(XmlAnswer.error(Dialect.STS, "C", "m", "r")));
    }

    private static String text(Body xml) {
        return new String(xml.bytes(), StandardCharsets.UTF_8);
    }
}
