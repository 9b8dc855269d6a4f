package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.migrate.schema.Check;
import dev.migrate.schema.ForeignKey;

/**
 * Describes how a foreign key or a check differs from the one that replaces it, where
 * both have the same columns.
 */
final class ReplacedAspects {

	private ReplacedAspects() {
	}

	/**
	 * Describe what differs.
	 * @param change the replacement
	 * @return for example {@code : on delete cascade → none}; empty if the two have to be
	 * described as a whole
	 */
	static Optional<String> of(Replace change) {
		if (change.from() instanceof Check from && change.to() instanceof Check to) {
			String name = (to.name().isEmpty() || to.name().equals(from.name())) ? "" : " by " + to.name();
			return Optional
				.of(name + ": " + values(from, to).orElseGet(() -> from.condition() + " → " + to.condition()));
		}
		if (change.from() instanceof ForeignKey from && change.to() instanceof ForeignKey to) {
			return Optional.of(of(from, to)).filter((text) -> !text.isEmpty()).map((text) -> ": " + text);
		}
		return Optional.empty();
	}

	private static Optional<String> values(Check from, Check to) {
		Optional<AllowedValues> before = AllowedValues.of(from);
		Optional<AllowedValues> after = AllowedValues.of(to);
		if (before.isEmpty() || after.isEmpty() || !before.get().column().equalsIgnoreCase(after.get().column())) {
			return Optional.empty();
		}
		List<String> aspects = new ArrayList<>();
		List<String> added = after.get().without(before.get());
		List<String> removed = before.get().without(after.get());
		if (!added.isEmpty()) {
			aspects.add("with " + String.join(", ", added));
		}
		if (!removed.isEmpty()) {
			aspects.add("without " + String.join(", ", removed));
		}
		return aspects.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", aspects));
	}

	private static String of(ForeignKey from, ForeignKey to) {
		if (!from.columns().equals(to.columns()) || !from.referencedTable().equals(to.referencedTable())
				|| !from.referencedColumns().equals(to.referencedColumns())) {
			return "";
		}
		List<String> aspects = new ArrayList<>();
		if (from.onDelete() != to.onDelete()) {
			aspects.add("on delete " + text(from.onDelete()) + " → " + text(to.onDelete()));
		}
		if (from.onUpdate() != to.onUpdate()) {
			aspects.add("on update " + text(from.onUpdate()) + " → " + text(to.onUpdate()));
		}
		if (from.deferral() != to.deferral()) {
			aspects.add(text(from.deferral()) + " → " + text(to.deferral()));
		}
		return String.join(", ", aspects);
	}

	private static String text(ForeignKey.Action action) {
		return (action == ForeignKey.Action.NO_ACTION) ? "none" : text((Enum<?>) action);
	}

	private static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
