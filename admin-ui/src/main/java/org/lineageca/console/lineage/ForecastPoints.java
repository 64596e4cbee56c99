package org.lineageca.console.lineage;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.console.picture.ForecastData;

/** From a forecast to what its chart is drawn from. */
public final class ForecastPoints {

    private ForecastPoints() {}

    public static ForecastData of(CrlForecast forecast) {
        var limit = forecast.limit();
        return new ForecastData(
                forecast.history().crls().stream()
                        .map(crl ->
                                new ForecastData.Recorded(crl.day(), crl.entries(), crl.bytes()))
                        .toList(),
                forecast.points().stream()
                        .map(point ->
                                new ForecastData.Expected(
                                        point.day(),
                                        point.late(),
                                        point.expected(),
                                        point.early(),
                                        forecast.size().bytes(point.expected())))
                        .toList(),
                limit.isEmpty() ? null : limit.getAsLong(),
                crossing(forecast));
    }

    private static ForecastData.@Nullable Crossing crossing(CrlForecast forecast) {
        var crossing = forecast.crossing();
        return crossing == null
                ? null
                : new ForecastData.Crossing(
                        crossing.earliest(), crossing.expected(), crossing.latest());
    }
}
