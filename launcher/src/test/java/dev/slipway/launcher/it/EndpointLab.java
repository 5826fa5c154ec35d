package dev.slipway.launcher.it;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A lab with the tiny guest in which a server of the built program answers Debian's AWS CLI. */
abstract class EndpointLab extends TinyGuestLab {

    AwsCli aws;

    /** What the server's home needs before it is served. */
    void prepare() throws IOException {
    }

    @BeforeEach
    void serve() throws IOException {
        prepare();
        aws = new AwsCli(lab);
    }

    @AfterEach
    void end() {
        if (aws != null) {
            aws.close();
        }
    }

    /** The id of the tiny image that boots by its disk. */
    String tiny() {
        return aws.ec2("describe-images", "--filters", "Name=name,Values=" + Lab.HVM).path("Images").path(0).path("ImageId").asText();
    }
}
