package forkshell.watch;

import forkshell.inspect.timeline.Timeline;

/**
 * The part of a timeline that is shown.
 *
 * @param zoom how many times the time that is shown would fit into all of it
 * @param back how far back it ends, in parts of what is shown
 */
record TimeWindow(double zoom, double back) {
    static final TimeWindow ALL = new TimeWindow(1, 0);

    TimeWindow zoomed(double factor) {
        double now = Math.max(1, zoom * factor);
        return new TimeWindow(now, now == 1 ? 0 : back * factor);
    }

    /** Earlier by so many parts of what is shown, or later. */
    TimeWindow earlier(double parts) {
        return new TimeWindow(zoom, Math.max(0, Math.min(zoom - 1, back + parts)));
    }

    Timeline of(Timeline all) {
        double begin = all.seconds(all.from());
        double end = all.seconds(all.to());
        double width = (end - begin) / zoom;
        double last = Math.max(begin + width, end - back * width);
        return all.between(last - width, last);
    }
}
