package dev.slipway.host.files;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** GnuTLS's SHA-256: it uses the processor's SHA instructions, and is there because libvirt and QEMU need it. */
final class GnuTlsSha256 implements Sha256 {

    private static final String LIBRARY = "libgnutls.so.30";
    private static final int GNUTLS_DIG_SHA256 = 6;
    private static final int DIGEST_BYTES = 32;

    private Pointer handle;

    private GnuTlsSha256() {
        PointerByReference made = new PointerByReference();
        int error = Library.gnutls_hash_init(made, GNUTLS_DIG_SHA256);
        if (error != 0) {
            throw new IllegalStateException("gnutls_hash_init: " + error);
        }
        handle = made.getValue();
    }

    /** GnuTLS's where the library is, else Java's. */
    static Sha256 openOrJava() {
        try {
            return new GnuTlsSha256();
        } catch (LinkageError | IllegalStateException e) {
            // Not installed, or a policy forbids it: slower, with the same result.
            return new JavaSha256();
        }
    }

    @Override
    public void update(ByteBuffer content) {
        Pointer start = Native.getDirectBufferPointer(content).share(content.position());
        int error = Library.gnutls_hash(handle, start, new NativeLong(content.remaining()));
        if (error != 0) {
            throw new IllegalStateException("gnutls_hash: " + error);
        }
    }

    @Override
    public String hex() {
        byte[] digest = new byte[DIGEST_BYTES];
        Pointer finished = handle;
        handle = null;
        Library.gnutls_hash_deinit(finished, digest);
        return HexFormat.of().formatHex(digest);
    }

    @Override
    public void close() {
        if (handle != null) {
            Library.gnutls_hash_deinit(handle, null);
            handle = null;
        }
    }

    /** <a href="https://www.gnutls.org/manual/html_node/Cryptographic-API.html">gnutls/crypto.h</a>. */
    private static final class Library {

        static {
            Native.register(Library.class, NativeLibrary.getInstance(LIBRARY));
        }

        private Library() {
        }

        static native int gnutls_hash_init(PointerByReference handle, int algorithm);

        static native int gnutls_hash(Pointer handle, Pointer content, NativeLong length);

        static native void gnutls_hash_deinit(Pointer handle, byte[] digest);
    }
}
