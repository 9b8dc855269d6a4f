package dev.migrate.models.everything;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.type.YesNoConverter;

/**
 * Attributes of annotations that no other model uses.
 */
public final class Variations {

	private Variations() {
	}

	@Entity(name = "Varied")
	@DiscriminatorColumn(name = "kind", columnDefinition = "varchar(12)")
	@SecondaryTable(name = "varied_more")
	@Comment(value = "More of it", on = "varied_more")
	static class Varied {

		@Id
		int id;

		@Basic(optional = false)
		String required;

		@Column(table = "varied_more")
		String more;

		@ManyToOne
		@JoinColumn(name = "only_id", unique = true)
		Varied only;

		@ManyToOne
		@JoinColumns(
				value = { @JoinColumn(name = "part_varied", referencedColumnName = "varied_id"),
						@JoinColumn(name = "part_number", referencedColumnName = "number") },
				foreignKey = @ForeignKey(name = "fk_varied_part"))
		Part part;

	}

	@Entity(name = "VariedAgain")
	static class VariedAgain extends Varied {

		String again;

	}

	@Entity(name = "VariedPart")
	static class Part {

		@EmbeddedId
		PartId id;

		@ManyToOne
		@MapsId("variedId")
		@JoinColumn(name = "varied_id")
		Varied varied;

	}

	@Embeddable
	static class PartId implements Serializable {

		@Column(name = "varied_id")
		int variedId;

		int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof PartId that && this.variedId == that.variedId && this.number == that.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.variedId, this.number);
		}

	}

	@Entity(name = "SoftlyDeleted")
	@SoftDelete(columnName = "gone", converter = YesNoConverter.class, comment = "Whether it is gone")
	static class SoftlyDeleted {

		@Id
		int id;

	}

}
