package org.lineageca.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ClientCertificate;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The system's Chromium without windows, with or without a client certificate.
 *
 * <p>A page that was left, and not closed, is given to the next who signs in with the same
 * certificate at the same console: in a new session, but with the console's scripts as they were
 * loaded.
 */
final class Browser implements AutoCloseable {

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private static final double PATIENCE_MILLISECONDS = 90_000;
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
    }

    /** Playwright's objects belong to the thread that made them. */
    private static final ThreadLocal<Browser> OF_THIS_THREAD = new ThreadLocal<>();

    private final Playwright playwright = Playwright.create();
    private final com.microsoft.playwright.Browser chromium =
            playwright
                    .chromium()
                    .launch(
                            new BrowserType.LaunchOptions()
                                    .setExecutablePath(Path.of("/usr/bin/chromium-headless-shell"))
                                    .setHeadless(true)
                                    .setArgs(FLAGS));

    private final Map<Page, SignIn> open = new LinkedHashMap<>();
    private final Map<SignIn, Page> left = new HashMap<>();

    /** With what somebody signs in, and where. */
    private record SignIn(URI origin, String certificate) {}

    Browser() {
        OF_THIS_THREAD.set(this);
    }

    static Optional<Browser> ofThisThread() {
        return Optional.ofNullable(OF_THIS_THREAD.get());
    }

    /** A page that signs in with the credential in a folder holding certificate.pem and key.pem. */
    Page signedIn(URI console, Path credential) {
        var signIn = new SignIn(console.resolve("/"), certificate(credential));
        var before = left.remove(signIn);
        var page = before == null ? newPage(signIn.origin(), credential) : before;
        open.put(page, signIn);
        return page;
    }

    private static String certificate(Path credential) {
        try {
            return Files.readString(credential.resolve("certificate.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Page newPage(URI origin, Path credential) {
        var certificate =
                new ClientCertificate(origin.toString().replaceAll("/$", ""))
                        .setCertPath(credential.resolve("certificate.pem"))
                        .setKeyPath(credential.resolve("key.pem"));
        return page(
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setClientCertificates(List.of(certificate)));
    }

    Page anonymous() {
        return page(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    private Page page(com.microsoft.playwright.Browser.NewContextOptions options) {
        // The root is not in the browser's store; what the server shows is checked by openssl in
        // another test.
        BrowserContext context =
                chromium.newContext(
                        options.setIgnoreHTTPSErrors(true)
                                .setViewportSize(WIDTH, HEIGHT)
                                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        return context.newPage();
    }

    /** The address and the accessible tree of each open page. */
    String shown() {
        return chromium.contexts().stream()
                .flatMap(context -> context.pages().stream())
                .filter(page -> !left.containsValue(page))
                .map(page -> page.url() + "\n" + page.locator("body").ariaSnapshot())
                .collect(Collectors.joining("\n"));
    }

    /** Nothing is kept: who signs in next does so in a new profile of the browser. */
    void closePages() {
        open.clear();
        left.clear();
        chromium.contexts().forEach(BrowserContext::close);
    }

    /** Whoever signed in leaves: an open page goes on asking the console. */
    void leavePages() {
        open.forEach((page, signIn) -> {
            if (!left.containsKey(signIn) && isLeft(page, signIn)) {
                left.put(signIn, page);
            }
        });
        open.clear();
        chromium.contexts().stream()
                .filter(context -> context.pages().stream().noneMatch(left::containsValue))
                .forEach(BrowserContext::close);
    }

    /** Nothing of what was done on the page remains. */
    private static boolean isLeft(Page page, SignIn signIn) {
        if (page.isClosed() || page.context().pages().size() > 1) {
            return false;
        }
        try {
            // Of the same origin, and asks for nothing: else the scripts would be loaded anew.
            page.navigate(signIn.origin().resolve("signed-out").toString());
            page.evaluate(
                    "() => { localStorage.clear(); sessionStorage.clear(); window.name = ''; }");
            page.context().clearCookies();
            page.setViewportSize(WIDTH, HEIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            return true;
        } catch (PlaywrightException e) {
            // The console is not there any more, for example.
            return false;
        }
    }

    @Override
    public void close() {
        OF_THIS_THREAD.remove();
        chromium.close();
        playwright.close();
    }
}
