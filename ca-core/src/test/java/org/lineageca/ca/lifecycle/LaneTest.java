package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final Lane<Integer, String> lane = new Lane<>(4, this::work);

    private List<String> work(List<Integer> group) {
        groups.add(group);
        begun.complete(null);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (group.contains(13)) {
            throw new IllegalArgumentException("thirteen");
        }
        return group.stream().map(String::valueOf).toList();
    }

    private record Asking(FutureTask<String> task, Thread thread) {}

    private Asking ask(int item) {
        var task = new FutureTask<>(() -> lane.ask(item));
        return new Asking(task, Thread.ofPlatform().daemon().start(task));
    }

    /** One that is under way, and others that were asked meanwhile. */
    private List<Asking> askAfterFirst(int... items) {
        var asking = new ArrayList<Asking>();
        asking.add(ask(0));
        begun.join();
        for (var item : items) {
            var next = ask(item);
            Awaitility.await().until(() -> next.thread().getState() == Thread.State.WAITING);
            asking.add(next);
        }
        return asking;
    }

    @Test
    void whatIsAskedWhileAGroupIsUnderWayGoesTogetherAndEachHasItsOwnResult() throws Exception {
        var asking = askAfterFirst(1, 2, 3, 4, 5, 6);
        gate.countDown();
        for (var i = 0; i < asking.size(); i++) {
            assertThat(asking.get(i).task().get()).isEqualTo(String.valueOf(i));
        }
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
        assertThat(lane.ask(7)).isEqualTo("7");
    }

    @Test
    void whatAGroupIsThrownEachIsThrownAndTheNextGroupGoesOn() {
        var asking = askAfterFirst(1, 13, 2, 3, 4);
        gate.countDown();
        for (var failed : asking.subList(1, 5)) {
            assertThatThrownBy(() -> failed.task().get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("thirteen");
        }
        assertThat(lane.ask(5)).isEqualTo("5");
        assertThat(asking.getLast().task()).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("4");
    }
}
