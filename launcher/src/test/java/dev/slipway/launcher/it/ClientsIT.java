package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that know nothing of Slipway take images and real guests through their whole lives, as docs/clients.md shows it. */
class ClientsIT {

    /** The life of an image, as each of the examples tells it: what is done, and what is refused on the way. */
    private static final List<String> LIFE = List.of("import", "refused InvalidAMIName.Duplicate", "register",
            "refused DryRunOperation", "run", "tag", "volume", "refused IncorrectInstanceState", "stop", "start", "create-image",
            "copy", "refused InvalidSnapshot.NotFound", "deregister", "refused InvalidInstanceID.NotFound", "terminate");
    private static final String USER_DATA = StockClient.EXAMPLES.resolve("user-data.sh").toString();

    private static Lab lab;
    private static String disk;
    private static AwsCli server;
    private static StockClient client;

    @BeforeAll
    static void serve() throws IOException {
        lab = Lab.empty();
        Path folder = Files.createDirectory(lab.slipway().home().resolve("exchange"));
        disk = Files.copy(Lab.guests().resolve("tiny").resolve("disk.qcow2"), folder.resolve("disk.qcow2")).toString();
        Files.writeString(lab.slipway().home().resolve("config.yaml"), "exchange-folders: " + folder + "\n");
        lab.slipway().run("region", "add", "local-2").succeeded();
        server = new AwsCli(lab);
        client = new StockClient(server.environment());
    }

    @AfterEach
    void nothingIsLeft() {
        lab.assertNothingLeft();
        for (String region : List.of("local-1", "local-2")) {
            assertEquals(0, lab.slipway().json("image", "list", "--region", region).path("Images").size(), region);
            assertEquals(0, lab.slipway().json("snapshot", "list", "--region", region).path("Snapshots").size(), region);
            assertEquals(List.of(), Lab.entries(lab.slipway().home().resolve("regions").resolve(region).resolve("layers")), region);
        }
    }

    @AfterAll
    static void end() {
        try {
            server.close();
        } finally {
            lab.close();
        }
    }

    private static void assertLife(List<String> lines) {
        assertEquals(LIFE, lines.stream().map(line -> line.startsWith("refused ") ? line : line.replaceFirst(" .*", "")).toList(),
                () -> String.join("\n", lines));
    }

    @Test
    void theAwsCliTakesAnImageThroughItsLife() {
        assertLife(client.run(StockClient.EXAMPLES, List.of("bash", "session.sh", disk, "by-cli")));
    }

    @Test
    void boto3TakesAnImageThroughItsLife() {
        assertLife(client.python(StockClient.EXAMPLES.resolve("life.py"), disk, "by-boto3"));
    }

    @Test
    void theSdkForJavaTakesAnImageThroughItsLife() {
        assertLife(client.java(StockClient.EXAMPLES.resolve("Life.java"), disk, "by-java", USER_DATA));
    }

    @Test
    void theSdkForJavaScriptTakesAnImageThroughItsLife() throws IOException {
        assertLife(client.node(StockClient.EXAMPLES.resolve("javascript").resolve("life.mjs"), disk, "by-javascript", USER_DATA));
    }
}
