/** {@code windhover rules backtest}: what rules would have made of past events. */
@NullMarked
package io.windhover.cli.rules.backtest;

import org.jspecify.annotations.NullMarked;
