package forkshell.bench;

/** What is measured, with its unit; all values are positive. */
public enum Measure {
    CONNECTIONS("connections", "1/s", true),
    PROCESSOR_TIME("processor time per connection", "\u00b5s", false),
    PAGE_FAULTS("page faults per connection", "1", false),
    ROUND_TRIP_P50("round trip p50, client on another core", "\u00b5s", false),
    ROUND_TRIP_P99("round trip p99, client on another core", "\u00b5s", false),
    ROUND_TRIP_SAME_CORE("round trip p50, client on the same core", "\u00b5s", false),
    BULK("bulk echo", "MB/s", true),
    MEMORY("memory per connection (PSS)", "kB", false),
    FORK_P50("fork to ready p50", "\u00b5s", false),
    FORK_P99("fork to ready p99", "\u00b5s", false),
    REAPING("reaping a zombie", "\u00b5s", false);

    private final String title;
    private final String unit;
    private final boolean moreIsBetter;

    Measure(String title, String unit, boolean moreIsBetter) {
        this.title = title;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    /** Returns true for a rate, false for a time or an amount of memory. */
    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
