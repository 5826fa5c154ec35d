package dev.slipway.imagestore.mapping;

import java.util.Optional;

/**
 * One entry of a block device mapping as EC2 writes it, in requests and in answers: exactly one of {@code Ebs},
 * {@code VirtualName} and {@code NoDevice} beside the name
 * (<a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockDeviceMapping.html">BlockDeviceMapping</a>).
 *
 * @param deviceName the name the guest is meant to see: {@code /dev/sda1}
 * @param ebs a volume
 * @param virtualName an instance store disk: {@code ephemeral0}
 * @param noDevice present, and empty text, where there shall be nothing
 */
public record BlockDeviceRequest(
        String deviceName,
        Optional<EbsRequest> ebs,
        Optional<String> virtualName,
        Optional<String> noDevice) {
}
