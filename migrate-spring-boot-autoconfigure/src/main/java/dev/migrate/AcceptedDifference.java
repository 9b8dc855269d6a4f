package dev.migrate;

import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.change.Difference;
import org.jspecify.annotations.Nullable;

/**
 * A difference that has been accepted, so that it is not reported any more. It holds for
 * exactly what it describes: two of the database, the changelog and the entities.
 *
 * @param thing the thing that differs, beginning with the name of its table or of itself,
 * for example {@code product.price type}
 * @param database what the database has; {@code null} if the changelog was compared with
 * the entities
 * @param changelog what the changelog builds; {@code null} if the database was compared
 * with the entities
 * @param entities what the entities require; {@code null} if the database was compared
 * with the changelog
 * @param reason the reason of the user; empty if none was given
 */
public record AcceptedDifference(String thing, @Nullable String database, @Nullable String changelog,
		@Nullable String entities, String reason) {

	public AcceptedDifference {
		if (Stream.of(database, changelog, entities).filter(Objects::nonNull).count() != 2) {
			throw new IllegalArgumentException("A difference is between two of the three");
		}
	}

	/**
	 * Return the difference.
	 * @return the thing with both of its descriptions
	 */
	public Difference difference() {
		String current = (this.database != null) ? this.database : String.valueOf(this.changelog);
		String desired = (this.entities != null) ? this.entities : String.valueOf(this.changelog);
		return new Difference(this.thing, current, desired);
	}

	/**
	 * Return this difference with another reason.
	 * @param reason the reason
	 * @return the changed copy
	 */
	public AcceptedDifference withReason(String reason) {
		return new AcceptedDifference(this.thing, this.database, this.changelog, this.entities, reason);
	}

}
