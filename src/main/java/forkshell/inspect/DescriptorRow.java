package forkshell.inspect;

import forkshell.proc.FdInfo;
import java.util.List;

/**
 * One descriptor of a process.
 *
 * @param target a path, a pipe, or a socket with its addresses and its TCP state
 */
public record DescriptorRow(FdInfo descriptor, String target) {

    static final List<Column<DescriptorRow>> COLUMNS =
            List.of(
                    Column.number("FD", DescriptorRow::fd),
                    Column.text("KIND", DescriptorRow::kind),
                    Column.text("TARGET", DescriptorRow::target),
                    Column.text("FLAGS", DescriptorRow::flags),
                    Column.number("OFFSET", DescriptorRow::offset));

    public int fd() {
        return descriptor.fd();
    }

    public String kind() {
        return descriptor.kind();
    }

    public String flags() {
        return descriptor.flagWords();
    }

    public boolean closeOnExec() {
        return descriptor.isCloseOnExec();
    }

    public boolean nonBlocking() {
        return descriptor.isNonBlocking();
    }

    public long offset() {
        return descriptor.offset();
    }

    @Override
    public String toString() {
        return fd() + " " + kind() + " " + target + " " + flags() + " at " + offset();
    }
}
