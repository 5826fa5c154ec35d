package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.ec2.credential.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that are killed, started by a service manager, or have a neighbour on the same store. */
class EndpointTroubleIT extends TinyGuestLab {

    private AccessKey key;

    @BeforeEach
    void makeKey() {
        key = EndpointClient.key(lab.slipway().json("credentials", "create"));
    }

    @AfterEach
    void deleteKey() {
        lab.slipway().run("credentials", "delete", key.accessKeyId()).succeeded();
    }

    @Test
    void twoServersShareAStoreAndOneThatIsKilledLosesNothing() throws Exception {
        Slipway.Running killed = serve();
        Slipway.Running other = serve();
        EndpointClient one = EndpointClient.of(killed, key);
        EndpointClient two = EndpointClient.of(other, key);
        String image = EndpointClient.first(one.answered("Action=DescribeImages&Filter.1.Name=name&Filter.1.Value.1=" + Lab.HVM),
                "imageId");
        String id = launchedWhileTheServerEnds(image);
        assertEquals("running", EndpointClient.first(two.answered("Action=DescribeInstances&InstanceId.1=" + id), "name"));

        String volume = EndpointClient.first(one.answered("Action=CreateVolume&Size=1&ClientToken=again"), "volumeId");
        assertEquals(volume, EndpointClient.first(two.answered("Action=CreateVolume&Size=1&ClientToken=again"), "volumeId"));
        assertTrue(two.asked("Action=CreateVolume&Size=2&ClientToken=again").contains("<Code>IdempotentParameterMismatch</Code>"));
        two.answered("Action=DeleteVolume&VolumeId=" + volume);
        assertTrue(one.asked("Action=DescribeVolumes&VolumeId.1=" + volume).contains("<Code>InvalidVolume.NotFound</Code>"));

        killed.signal("KILL").await();
        Slipway.Running anew = serve();
        EndpointClient three = EndpointClient.of(anew, key);
        assertEquals("running", EndpointClient.first(three.answered("Action=DescribeInstances&InstanceId.1=" + id), "name"));

        // A stop whose process is killed is finished by a server, when the guest's time is over.
        Slipway.Running stop = lab.slipway().start("instance", "stop", id, "--timeout", "15s");
        Await.until("the instance is stopping", () -> !lab.state(id).equals("running"));
        stop.signal("KILL").await();
        Await.until("the instance is stopped",
                () -> EndpointClient.first(three.answered("Action=DescribeInstances&InstanceId.1=" + id), "name").equals("stopped"));
        two.answered("Action=TerminateInstances&InstanceId.1=" + id);
        assertEquals("terminated", EndpointClient.first(three.answered("Action=DescribeInstances&InstanceId.1=" + id), "name"));
        for (Slipway.Running server : List.of(other, anew)) {
            Slipway.Result end = server.signal("TERM").await();
            assertTrue(!end.stderr().contains("defect"), end::toString);
        }
    }

    @Test
    void aServiceManagersSocketIsTaken() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = Files.createTempFile("slipway-it", ".log");
        Slipway.Running server = lab.slipway().start(List.of("systemd-socket-activate", "--listen", "127.0.0.1:" + port,
                "--setenv", "SLIPWAY_HOME=" + lab.slipway().home()), "serve", "--access-log", log.toString());
        EndpointClient client = new EndpointClient(port, key);
        Await.until("the manager listens", () -> isAnswered(client));
        assertTrue(client.answered("Action=DescribeRegions").contains("<regionName>local-1</regionName>"));
        Slipway.Result end = server.signal("TERM").await();
        assertTrue(end.stderr().contains("listening on http://127.0.0.1:" + port), end::toString);
        assertTrue(Files.readString(log).contains("\"action\":\"DescribeRegions\""), Files.readString(log));
        Files.delete(log);
    }

    /** A server that is told to end finishes what it was asked before, and ends as a program that was told to. */
    private String launchedWhileTheServerEnds(String image) throws Exception {
        Slipway.Running ending = serve();
        EndpointClient client = EndpointClient.of(ending, key);
        CompletableFuture<String> launched = CompletableFuture.supplyAsync(() -> {
            try {
                return client.answered("Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=" + Lab.TYPE + "&ImageId=" + image);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Await.until("the launch has begun", () -> !Lab.entries(lab.region().resolve("locks")).isEmpty() || launched.isDone());
        Slipway.Result end = ending.signal("TERM").await();
        assertEquals(143, end.exit(), end::toString);
        assertTrue(!end.stderr().contains("left undone") && !end.stderr().contains("defect"), end::toString);
        return EndpointClient.first(launched.get(1, TimeUnit.MINUTES), "instanceId");
    }

    private static boolean isAnswered(EndpointClient client) {
        try {
            return client.said("GET /health/ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            return false;
        }
    }

    private static Slipway.Running serve() {
        return lab.slipway().start("serve", "--listen", "127.0.0.1:0");
    }
}
