package forkshell.jvm;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import forkshell.libc.NativeCode;
import java.nio.file.Path;
import java.util.Map;

/**
 * What native interfaces of the JVM offer and no Java API does: throwing an exception into another
 * thread ({@code Thread.stop} is gone since Java 20), redefining a class without an agent jar, and
 * the address of a thread. The two capabilities of the tool interface are always available in
 * HotSpot and cost nothing until they are used.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jvmti.html">JVM TI</a>
 */
public final class JvmTools {
    static {
        NativeCode.prepare();
    }

    private static final int JVMTI_VERSION = 0x30010200;
    private static final int JNI_VERSION = 0x00010008;
    private static final int CAPABILITIES_SIZE = 16;
    private static final byte CAN_REDEFINE_CLASSES = 1 << 1;
    private static final byte CAN_SIGNAL_THREAD = 1 << 2;
    private static final int SECOND_BYTE = 1;
    private static final int JVMTI_STOP_THREAD = 6;
    private static final int JVMTI_REDEFINE_CLASSES = 86;
    private static final int JVMTI_ADD_CAPABILITIES = 141;
    private static final int JAVA_VM_GET_ENV = 6;
    private static final int JNI_NEW_GLOBAL_REF = 21;
    private static final int JNI_DELETE_GLOBAL_REF = 22;
    private static final int JNI_GET_FIELD_ID = 94;
    private static final int JNI_GET_LONG_FIELD = 101;
    private static final int JNI_GET_STATIC_FIELD_ID = 144;
    private static final int JNI_SET_STATIC_OBJECT_FIELD = 154;
    private static final int THREAD_NOT_ALIVE = 15;
    private static final Map<String, Object> OBJECTS = Map.of(Library.OPTION_ALLOW_OBJECTS, true);

    private static final Pointer JAVA_VM = javaVm();

    private JvmTools() {}

    /**
     * Throws {@code exception} into {@code thread} the next time that it runs Java code; sleeping
     * and waiting end for it, a blocking system call does not.
     */
    public static void stop(Thread thread, Throwable exception) {
        synchronized (StopGuard.monitor()) {
            int error = call(ToolInterface.OF_THIS_JVM, JVMTI_STOP_THREAD, thread, exception);
            if (error != THREAD_NOT_ALIVE) {
                check("StopThread", error);
            }
        }
    }

    /**
     * Gives a loaded class new code; its instances and static fields stay.
     *
     * @throws UnsupportedOperationException when the new code changes more than method bodies
     */
    public static void redefine(Class<?> type, byte[] bytecodes) {
        Pointer jni = environment(JNI_VERSION);
        Pointer reference = (Pointer) function(jni, JNI_NEW_GLOBAL_REF, Pointer.class, type);
        try (Memory code = new Memory(bytecodes.length);
                Memory definition = new Memory(3L * Native.POINTER_SIZE)) {
            code.write(0, bytecodes, 0, bytecodes.length);
            definition.setPointer(0, reference);
            definition.setInt(Native.POINTER_SIZE, bytecodes.length);
            definition.setPointer(2L * Native.POINTER_SIZE, code);
            check(
                    "RedefineClasses",
                    call(ToolInterface.OF_THIS_JVM, JVMTI_REDEFINE_CLASSES, 1, definition));
        } finally {
            function(jni, JNI_DELETE_GLOBAL_REF, void.class, reference);
        }
    }

    /** Gives a static field a value, also one that is final. */
    static void setStatic(Class<?> type, String field, String signature, Object value) {
        Pointer jni = environment(JNI_VERSION);
        Object id = function(jni, JNI_GET_STATIC_FIELD_ID, Pointer.class, type, field, signature);
        function(jni, JNI_SET_STATIC_OBJECT_FIELD, void.class, type, id, value);
    }

    /** Returns the address of the JavaThread, HotSpot's own object, that runs {@code thread}. */
    static long address(Thread thread) {
        Pointer jni = environment(JNI_VERSION);
        Object field = function(jni, JNI_GET_FIELD_ID, Pointer.class, Thread.class, "eetop", "J");
        return (Long) function(jni, JNI_GET_LONG_FIELD, long.class, thread, field);
    }

    private static Pointer javaVm() {
        String file = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so").toString();
        PointerByReference vm = new PointerByReference();
        NativeLibrary.getInstance(file)
                .getFunction("JNI_GetCreatedJavaVMs")
                .invokeInt(new Object[] {vm, 1, new IntByReference()});
        return vm.getValue();
    }

    private static Pointer environment(int version) {
        PointerByReference environment = new PointerByReference();
        check("GetEnv", call(JAVA_VM, JAVA_VM_GET_ENV, environment, version));
        return environment.getValue();
    }

    private static int call(Pointer object, int index, Object... arguments) {
        return (Integer) function(object, index, int.class, arguments);
    }

    /** Calls entry {@code index} of the function table that {@code object} points to. */
    private static Object function(
            Pointer object, int index, Class<?> result, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = object;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Pointer entry = object.getPointer(0).getPointer((long) index * Native.POINTER_SIZE);
        return Function.getFunction(entry).invoke(result, all, OBJECTS);
    }

    private static void check(String name, int error) {
        if (error != 0) {
            throw new UnsupportedOperationException(name + " failed: error " + error);
        }
    }

    /** Made when it is used first, because few JVMs use it. */
    private static final class ToolInterface {
        static final Pointer OF_THIS_JVM = open();

        private static Pointer open() {
            Pointer jvmti = environment(JVMTI_VERSION);
            try (Memory capabilities = new Memory(CAPABILITIES_SIZE)) {
                byte wanted = (byte) (CAN_SIGNAL_THREAD | CAN_REDEFINE_CLASSES);
                capabilities.clear();
                capabilities.setByte(SECOND_BYTE, wanted);
                check("AddCapabilities", call(jvmti, JVMTI_ADD_CAPABILITIES, capabilities));
            }
            return jvmti;
        }
    }
}
