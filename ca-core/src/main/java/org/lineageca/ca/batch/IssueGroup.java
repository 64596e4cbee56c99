package org.lineageca.ca.batch;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.batch.IssueBatchStore.Claim;
import org.lineageca.ca.batch.IssueBatchStore.Item;
import org.lineageca.ca.batch.IssueBatchStore.ItemOrder;
import org.lineageca.ca.batch.IssueBatchStore.ItemRefusal;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.lifecycle.CertificateStore.Recording;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.IssuingPlace;
import org.lineageca.ca.lifecycle.PrepareCertificate;
import org.lineageca.ca.lifecycle.RequestOrigin;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.octets.Octets;

/**
 * Some hundred requests of a batch on their way: linted, promised in one transaction, signed,
 * recorded in another (DESIGN 3.4). Several groups may be on it at the same time.
 */
final class IssueGroup {

    /**
     * How many signatures are asked for at a time, by all groups together: what keeps a signer's
     * frames full, and not so many that a slow key could not make them within a call's time.
     */
    private static final int AT_THE_SIGNER = 128;

    private final Claim claim;
    private final Actor actor;
    private final IssueBatchStore batches;
    private final PrepareCertificate prepare;
    private final TokenSigning signing;
    private final InstantSource clock;
    private final Semaphore window = new Semaphore(AT_THE_SIGNER);

    /**
     * What a group came to.
     *
     * @param refusals what will have no certificate
     * @param unsettled positions that must have another turn, ascending
     * @param stop whether nothing more may be promised in this run
     * @param problem why they must, where time alone will not do; null if it will
     */
    record Result(
            List<ItemRefusal> refusals,
            List<Integer> unsettled,
            boolean stop,
            @Nullable String problem) {
        Result {
            refusals = List.copyOf(refusals);
            unsettled = List.copyOf(unsettled);
        }
    }

    /** What is gathered while a group is on its way. */
    private static final class Gathered {
        private final List<ItemRefusal> refusals = new ArrayList<>();
        private final List<Integer> unsettled = new ArrayList<>();
        private boolean stop;
        private @Nullable String problem;

        void refuse(Item item, RuntimeException why) {
            refusals.add(
                    switch (why) {
                        case RefusedException refused ->
                                refusal(item, refused.refusal().kind(), message(why));
                        case LintFailedException _ -> refusal(item, "lint", message(why));
                        default -> refusal(item, "internal", rootMessage(why));
                    });
        }

        void again(ItemOrder order, @Nullable String why) {
            unsettled.add(order.item().position());
            stop = true;
            problem = problem == null ? why : problem;
        }

        Result result() {
            return new Result(refusals, unsettled.stream().sorted().toList(), stop, problem);
        }
    }

    IssueGroup(
            Claim claim,
            Actor actor,
            IssueBatchStore batches,
            PrepareCertificate prepare,
            TokenSigning signing,
            InstantSource clock) {
        this.claim = claim;
        this.actor = actor;
        this.batches = batches;
        this.prepare = prepare;
        this.signing = signing;
        this.clock = clock;
    }

    /**
     * Issues.
     *
     * @throws RefusedException where nothing can be issued now; nothing was promised
     */
    Result issue(List<Item> items) {
        var open = items.stream().filter(item -> !item.isSettled()).toList();
        var gathered = new Gathered();
        if (!open.isEmpty()) {
            issueOpen(open, gathered);
        }
        return gathered.result();
    }

    private void issueOpen(List<Item> items, Gathered gathered) {
        var place = prepare.outliving(prepare.place(claim.batch().facts().profile()), actor);
        RunBatches.requirePlain(place.profile());
        signing.requireOpen();
        // What a token will not sign now must not be promised.
        signing.signer(place.generation().identity().key().token()).health();
        var orders = orders(place, items, gathered);
        if (orders.isEmpty()) {
            return;
        }
        var intents = batches.intend(claim, orders, clock.instant());
        if (intents.isEmpty()) {
            orders.forEach(order -> gathered.again(order, null));
        } else {
            record(sign(promised(orders, intents.get(), gathered), gathered), gathered);
        }
    }

    private List<ItemOrder> orders(IssuingPlace place, List<Item> items, Gathered gathered) {
        var orders = new ArrayList<ItemOrder>();
        for (var item : items) {
            try {
                orders.add(new ItemOrder(item, order(place, item)));
            } catch (RefusedException | LintFailedException why) {
                gathered.refuse(item, why);
            }
        }
        return orders;
    }

    private CertificateOrder order(IssuingPlace place, Item item) {
        var request = CertificationRequest.reread(item.request());
        var subject = prepare.admit(place.profile(), request, actor).subject();
        var content = prepare.content(place, request, subject);
        // Linted before anything is committed, so that what is refused leaves nothing behind.
        var linted = CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content));
        return new CertificateOrder(linted, RequestOrigin.of(request.digest(), actor));
    }

    private static List<ItemOrder> promised(
            List<ItemOrder> orders, List<Intent> intents, Gathered gathered) {
        var promised = new ArrayList<ItemOrder>();
        for (var i = 0; i < orders.size(); i++) {
            var order = orders.get(i);
            switch (intents.get(i)) {
                case Intent.Committed() -> promised.add(order);
                case Intent.Duplicate(var existing) ->
                        gathered.refuse(order.item(), IssueCertificate.duplicate(existing));
                case Intent.Failed(var why) -> gathered.refuse(order.item(), why);
                // The next that issues is looked up before they have their turn again.
                case Intent.IssuerMoved() -> gathered.again(order, null);
            }
        }
        return promised;
    }

    /** With what the token returned; what it did not stays a promise. */
    private record Signed(ItemOrder item, SignedOrder signed) {}

    private List<Signed> sign(List<ItemOrder> promised, Gathered gathered) {
        var asked = new ArrayList<CompletableFuture<Octets>>();
        for (var order : promised) {
            window.acquireUninterruptibly();
            asked.add(
                    signing.beginCertificate(order.order().linted())
                            .whenComplete((_, _) -> window.release()));
        }
        var signed = new ArrayList<Signed>();
        for (var i = 0; i < promised.size(); i++) {
            var order = promised.get(i);
            var der = asked.get(i).handle((value, why) -> value == null ? why : value).join();
            if (der instanceof Octets certificate) {
                signed.add(new Signed(order, new SignedOrder(order.order(), certificate)));
            } else {
                gathered.again(order, rootMessage((Throwable) der));
            }
        }
        return signed;
    }

    private static ItemRefusal refusal(Item item, String kind, String detail) {
        return new ItemRefusal(item.position(), kind, detail);
    }

    private static String message(Throwable why) {
        return String.valueOf(why.getMessage());
    }

    /** What the server itself said, without the statement. */
    private static String rootMessage(Throwable why) {
        var root = why;
        for (var cause = why.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return message(root).lines().findFirst().orElse("");
    }

    private void record(List<Signed> signed, Gathered gathered) {
        if (signed.isEmpty()) {
            return;
        }
        var recorded =
                batches.record(
                        claim, signed.stream().map(Signed::signed).toList(), clock.instant());
        for (var i = 0; i < signed.size(); i++) {
            if (recorded.isEmpty()) {
                gathered.again(signed.get(i).item(), null);
            } else if (recorded.get().get(i) instanceof Recording.Failed(var why)) {
                var item = signed.get(i).item();
                gathered.refuse(item.item(), notRecorded(item, why));
            }
        }
    }

    /** Another attempt would fare no better: it is the row that the database does not take. */
    private static IllegalStateException notRecorded(ItemOrder item, RuntimeException why) {
        return new IllegalStateException(
                "The certificate was signed under the serial number %s, and the database does not take it (%s). It counts as issued, has a status and can be revoked. Look into the database, then send the request again."
                        .formatted(item.order().content().serial(), rootMessage(why)));
    }
}
