package dev.slipway.host.libvirt.binding;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Loads libvirt's client library, once a process, at the first call that needs it. */
public final class LibvirtLibrary {

    /** The name the library has on every host that can run guests; {@code libvirt.so} comes with the headers only. */
    static final String SONAME = "libvirt.so.0";

    private static LibvirtCalls calls;

    private LibvirtLibrary() {
    }

    /**
     * The calls of the hot path. Throws HYPERVISOR_UNREACHABLE when libvirt is not installed.
     */
    public static synchronized LibvirtCalls calls() {
        if (calls == null) {
            calls = load(LibvirtCalls.class);
            silence(calls);
        }
        return calls;
    }

    /** Maps one more interface onto the same library. */
    static <T extends Library> T load(Class<T> type) {
        // JNA would otherwise run "ldconfig -p" to learn the folders of libraries, which costs 15 ms;
        // the dynamic linker finds a library by its soname without that.
        if (System.getProperty("jna.platform.library.path") == null) {
            System.setProperty("jna.platform.library.path", "");
        }
        // libvirt speaks UTF-8 whatever the locale is, and Java 17 believes a C locale to be ASCII.
        // libvirt-java leaves the choice to JNA's default, so it is set for both.
        if (System.getProperty("jna.encoding") == null) {
            System.setProperty("jna.encoding", StandardCharsets.UTF_8.name());
        }
        try {
            return Native.load(SONAME, type, Map.of(Library.OPTION_STRING_ENCODING, StandardCharsets.UTF_8.name()));
        } catch (UnsatisfiedLinkError e) {
            throw new HostException(HostError.HYPERVISOR_UNREACHABLE,
                    "libvirt's client library " + SONAME + " cannot be loaded.",
                    "install the package libvirt0, or run: slipway doctor", e);
        }
    }

    /**
     * Keeps libvirt from printing every error to stderr: each is thrown as an exception anyway. The handler is
     * libvirt's own {@code virResetError}: called as (user data, error) with null as user data, it does nothing,
     * and it costs no callback into Java.
     */
    private static void silence(LibvirtCalls calls) {
        calls.virSetErrorFunc(null, NativeLibrary.getInstance(SONAME).getFunction("virResetError"));
    }

    /** Reads a text that libvirt allocated and frees it; null stays null. */
    public static String takeText(Pointer text) {
        if (text == null) {
            return null;
        }
        try {
            return text.getString(0, StandardCharsets.UTF_8.name());
        } finally {
            Native.free(Pointer.nativeValue(text));
        }
    }
}
