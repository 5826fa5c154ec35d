import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.waiters.Ec2Waiter;

/**
 * The life of an image, by the AWS SDK for Java 2: {@code java Life.java DISK NAME USER-DATA-FILE}, with the SDK on the class path.
 * The disk lies in an exchange folder of the server; AWS_ENDPOINT_URL says where that listens, and AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY who asks. Says each step as it has been done.
 */
final class Life {

    private static final int SECONDS_UNTIL_HUNG = 300;

    private final Ec2Client ec2 = region("local-1");
    private final Ec2Client other = region("local-2");
    private final Ec2Waiter wait = waiter(ec2);
    private final String name;

    private Life(String name) {
        this.name = name;
    }

    private static Ec2Client region(String name) {
        return Ec2Client.builder().region(Region.of(name)).endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL"))).build();
    }

    /** The client's own waiter, looking more often than in a data centre far away. */
    private static Ec2Waiter waiter(Ec2Client client) {
        return Ec2Waiter.builder().client(client).overrideConfiguration(WaiterOverrideConfiguration.builder()
                .maxAttempts(SECONDS_UNTIL_HUNG)
                .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofSeconds(1))).build()).build();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Life life = new Life(arguments[1]);
        String snapshot = life.importSnapshot(arguments[0]);
        String image = life.register(snapshot);
        String instance = life.launch(image, Files.readAllBytes(Path.of(arguments[2])));
        life.tag(instance, image);
        life.moveVolume(instance);
        life.stopAndStart(instance);
        life.makeImagesAndForget(instance, image, snapshot);
        life.terminate(instance);
    }

    private String importSnapshot(String disk) {
        String task = ec2.importSnapshot(r -> r.diskContainer(d -> d.format("qcow2").url("file://" + disk))).importTaskId();
        wait.waitUntilSnapshotImported(r -> r.importTaskIds(task));
        String snapshot = ec2.describeImportSnapshotTasks(r -> r.importTaskIds(task)).importSnapshotTasks().get(0)
                .snapshotTaskDetail().snapshotId();
        return done("import", snapshot);
    }

    private String register(String snapshot) {
        RegisterImageRequest wanted = RegisterImageRequest.builder().name(name).architecture("x86_64").virtualizationType("hvm")
                .rootDeviceName("/dev/sda1")
                .blockDeviceMappings(BlockDeviceMapping.builder().deviceName("/dev/sda1").ebs(e -> e.snapshotId(snapshot)).build())
                .build();
        String image = ec2.registerImage(wanted).imageId();
        refused("InvalidAMIName.Duplicate", () -> ec2.registerImage(wanted));
        wait.waitUntilImageAvailable(r -> r.imageIds(image));
        return done("register", image);
    }

    private String launch(String image, byte[] userData) throws InterruptedException {
        RunInstancesRequest launch = RunInstancesRequest.builder().imageId(image).instanceType("lab.128m").minCount(1).maxCount(1)
                .userData(Base64.getEncoder().encodeToString(userData)).build();
        refused("DryRunOperation", () -> ec2.runInstances(launch.toBuilder().dryRun(true).build()));
        String instance = ec2.runInstances(launch).instances().get(0).instanceId();
        wait.waitUntilInstanceRunning(r -> r.instanceIds(instance));
        says(instance, "login:");
        return done("run", instance);
    }

    private void tag(String instance, String image) {
        ec2.createTags(r -> r.resources(instance, image).tags(Tag.builder().key("Name").value(name).build()));
        String found = ec2.describeInstances(r -> r.filters(Filter.builder().name("tag:Name").values(name).build()))
                .reservations().get(0).instances().get(0).instanceId();
        require(found.equals(instance), found);
        done("tag", name);
    }

    /** The guest sees a volume come. */
    private void moveVolume(String instance) throws InterruptedException {
        String volume = ec2.createVolume(r -> r.size(2).volumeType("gp3").availabilityZone("local-1a")).volumeId();
        wait.waitUntilVolumeAvailable(r -> r.volumeIds(volume));
        ec2.attachVolume(r -> r.volumeId(volume).instanceId(instance).device("/dev/sdf"));
        wait.waitUntilVolumeInUse(r -> r.volumeIds(volume));
        says(instance, "guest: a volume of 2 GiB");
        ec2.detachVolume(r -> r.volumeId(volume));
        wait.waitUntilVolumeAvailable(r -> r.volumeIds(volume));
        ec2.deleteVolume(r -> r.volumeId(volume));
        wait.waitUntilVolumeDeleted(r -> r.volumeIds(volume));
        done("volume", volume);
    }

    private void stopAndStart(String instance) {
        ec2.stopInstances(r -> r.instanceIds(instance));
        wait.waitUntilInstanceStopped(r -> r.instanceIds(instance));
        refused("IncorrectInstanceState", () -> ec2.rebootInstances(r -> r.instanceIds(instance)));
        done("stop", instance);
        ec2.startInstances(r -> r.instanceIds(instance));
        wait.waitUntilInstanceRunning(r -> r.instanceIds(instance));
        done("start", instance);
    }

    /** What has become of the guest is an image, too, and goes to another region. The guest needs none of them. */
    private void makeImagesAndForget(String instance, String image, String snapshot) {
        String made = ec2.createImage(r -> r.instanceId(instance).name(name + "-made").noReboot(true)).imageId();
        wait.waitUntilImageAvailable(r -> r.imageIds(made));
        done("create-image", made);
        String copy = other.copyImage(r -> r.sourceRegion("local-1").sourceImageId(made).name(name + "-copy")).imageId();
        waiter(other).waitUntilImageAvailable(r -> r.imageIds(copy));
        String there = other.describeImages(r -> r.owners("self").filters(Filter.builder().name("name").values(name + "-copy").build()))
                .images().stream().map(Image::imageId).reduce("", String::concat);
        require(there.equals(copy), there);
        done("copy", copy);
        Map.of(image, ec2, made, ec2, copy, other)
                .forEach((each, client) -> client.deregisterImage(r -> r.imageId(each).deleteAssociatedSnapshots(true)));
        refused("InvalidSnapshot.NotFound", () -> ec2.describeSnapshots(r -> r.snapshotIds(snapshot)));
        done("deregister", image);
    }

    private void terminate(String instance) {
        ec2.terminateInstances(r -> r.instanceIds(instance));
        wait.waitUntilInstanceTerminated(r -> r.instanceIds(instance));
        refused("InvalidInstanceID.NotFound", () -> ec2.describeInstances(r -> r.instanceIds("i-0123456789abcdef0")));
        done("terminate", instance);
    }

    /** Until the guest has printed this on its console. */
    private void says(String instance, String words) throws InterruptedException {
        for (int second = 0; second < SECONDS_UNTIL_HUNG; second++) {
            String output = ec2.getConsoleOutput(r -> r.instanceId(instance).latest(true)).output();
            if (output != null && new String(Base64.getDecoder().decode(output)).contains(words)) {
                return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IllegalStateException("the guest never said " + words);
    }

    /** What must be refused with this code. */
    private static void refused(String code, Runnable request) {
        try {
            request.run();
        } catch (AwsServiceException e) {
            require(e.awsErrorDetails().errorCode().equals(code), e.toString());
            System.out.println("refused " + code);
            return;
        }
        throw new IllegalStateException("not refused with " + code);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }

    private static String done(String step, String what) {
        System.out.println(step + " " + what);
        return what;
    }
}
