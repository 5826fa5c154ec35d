package dev.slipway.host.libvirt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of a log file of libvirt's or of a program that it started. */
final class LogTail {

    /** A run is far shorter, but for a program that complains without end; its last words are at the end all the same. */
    private static final int BYTES = 64 * 1024;

    private LogTail() {
    }

    /** Its last 64 KiB; empty where it is not there or this user may not read it. */
    static String of(Path file) {
        if (!Files.isReadable(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(BYTES);
            channel.read(buffer, Math.max(0, channel.size() - BYTES));
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Gone or taken away meanwhile: then there are no words, which is no reason to hide why they were wanted.
            return "";
        }
    }
}
