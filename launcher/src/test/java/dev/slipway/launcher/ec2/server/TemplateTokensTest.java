package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is repeated with its client token changes a launch template once. */
class TemplateTokensTest {

    private static final String VERSION = "Action=CreateLaunchTemplateVersion&LaunchTemplateData.InstanceType=";
    private static final String DEFAULT = "Action=ModifyLaunchTemplate&LaunchTemplateName=web&SetDefaultVersion=";

    @TempDir
    private Path home;
    private InProcess endpoint;
    private String id;

    @BeforeEach
    void makeTemplates() {
        endpoint = new InProcess(home, Map.of());
        id = InProcess.first(endpoint.answered("Action=CreateLaunchTemplate&LaunchTemplateName=web&LaunchTemplateData.InstanceType=t3.nano"),
                "launchTemplateId");
        endpoint.answered("Action=CreateLaunchTemplate&LaunchTemplateName=other&LaunchTemplateData.InstanceType=t3.nano");
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void theSameRequestForAVersionIsAnsweredByTheVersionThatItMade() {
        String request = VERSION + "t3.micro&LaunchTemplateName=web&SourceVersion=$Latest&ClientToken=one";
        assertEquals("2", version(request));
        assertEquals("3", version(VERSION + "t3.small&LaunchTemplateName=web"));
        assertEquals("2", version(request));
        assertEquals("2", version(VERSION + "t3.micro&LaunchTemplateId=" + id + "&SourceVersion=$Latest&ClientToken=one"));
        assertEquals("3", InProcess.first(endpoint.answered("Action=DescribeLaunchTemplates"
                + "&LaunchTemplateName.1=web"), "latestVersionNumber"));
        assertEquals("4", version(VERSION + "t3.micro&LaunchTemplateName=web&SourceVersion=$Latest&ClientToken=two"));
    }

    @Test
    void anotherRequestWithTheTokenIsRefused() {
        version(VERSION + "t3.micro&LaunchTemplateName=web&ClientToken=one");
        for (String other : new String[] {"t3.small&LaunchTemplateName=web", "t3.micro&LaunchTemplateName=other",
                "t3.micro&LaunchTemplateName=web&SourceVersion=1", "t3.micro&LaunchTemplateName=web&VersionDescription=x"}) {
            endpoint.refused("IdempotentParameterMismatch", VERSION + other + "&ClientToken=one");
        }
        assertEquals("2", version(VERSION + "t3.micro&LaunchTemplateName=other&ClientToken=two"));
        endpoint.refused("InvalidParameterValue", VERSION + "t3.micro&LaunchTemplateName=web&ClientToken=" + "x".repeat(129));
        endpoint.refused("InvalidParameterValue", VERSION + "t3.micro&LaunchTemplateName=web&ClientToken=%C3%A4");
    }

    @Test
    void aVersionThatWasDeletedIsMadeAnew() {
        String request = VERSION + "t3.micro&LaunchTemplateName=web&ClientToken=one";
        assertEquals("2", version(request));
        endpoint.answered("Action=DeleteLaunchTemplateVersions&LaunchTemplateName=web&LaunchTemplateVersion.1=2");
        assertEquals("3", version(request));
        assertEquals("3", version(request));
    }

    @Test
    void aRepeatedChangeOfTheDefaultVersionChangesNothing() {
        version(VERSION + "t3.micro&LaunchTemplateName=web&ClientToken=one");
        assertEquals("2", InProcess.first(endpoint.answered(DEFAULT + "2&ClientToken=one"), "defaultVersionNumber"));
        assertEquals("1", InProcess.first(endpoint.answered(DEFAULT + "1"), "defaultVersionNumber"));
        assertEquals("1", InProcess.first(endpoint.answered(DEFAULT + "2&ClientToken=one"), "defaultVersionNumber"));
        endpoint.refused("IdempotentParameterMismatch", DEFAULT + "1&ClientToken=one");
        assertEquals("2", InProcess.first(endpoint.answered(DEFAULT + "2&ClientToken=two"), "defaultVersionNumber"));
    }

    private String version(String request) {
        return InProcess.first(endpoint.answered(request), "versionNumber");
    }
}
