"""Words of generated cases; those of notes stand by decreasing frequency."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORDS: Final = _words(
    "de la le et à les des est en un que une du pour elle dans pas ne il avec qui sur on nous se au plus par "
    "ce je mais son sa ses loyer ont été fait courrier rendez-vous semaine enfants dit logement demande "
    "dossier payer mois aussi cette être tout après avant bien encore deux ensemble très chez trois matin soir "
    "appel visite travail école papiers banque caisse bailleur famille maison porte facture électricité "
    "chauffage eau voisine voisin sœur frère mère père fille fils petit grande chambre cuisine salle table "
    "café clés immeuble gardien ascenseur palier fenêtre balcon cave fuite travaux peinture meubles lit "
    "armoire frigo machine linge ménage courses repas marché cantine bus métro vélo permis voiture mission "
    "contrat salaire chômage formation stage entretien agence emploi heures planning congés arrêt reprise "
    "retard avance virement chèque carte compte solde découvert dette plan échéance audience tribunal juge "
    "avocat juriste assignation commandement préfecture mairie département association référente collègue "
    "équipe comité décision accord signature exemplaire original copie pièce attestation justificatif identité "
    "acte naissance livret titre récépissé renouvellement timbre photo enveloppe boîte bleue classeur trieur "
    "chemise tiroir agenda calendrier téléphone message répondeur batterie forfait internet mot ordinateur "
    "imprimante formulaire ligne case rubrique montant total reste vivre charges ressources allocation prime "
    "bourse pension retraite aide secours colis vestiaire épicerie jardin parc médiathèque piscine club "
    "musique dessin football anniversaire vacances rentrée devoirs cahier maîtresse directrice réunion "
    "bulletin projet envie idée peur fatigue courage calme confiance colère tristesse joie sourire silence "
    "parole écoute temps pause marche trajet quartier rue place étage numéro lundi mardi mercredi jeudi "
    "vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre hier demain bientôt souvent parfois toujours jamais seulement surtout peut-être ailleurs ici "
    "là-bas dehors dedans tôt tard lentement vite presque assez trop moins autant pourtant cependant donc "
    "alors puis enfin ensuite parce lorsque pendant depuis jusque vers sans sous entre contre malgré selon "
    "propose préfère souhaite attend espère craint explique raconte montre cherche trouve garde range trie "
    "ouvre ferme écrit signe envoie reçoit appelle rappelle prévient annule reporte confirme vérifie calcule "
    "rembourse économise prépare accompagne rencontre remercie refuse accepte hésite réfléchit comprend "
    "apprend essaie réussit commence continue termine change part revient arrive dort mange joue grandit "
)
FAMILY_NAMES: Final = _words(
    "Marchand Lopez Nguyen Dubois Traoré Moreau Haddad Lefort Kaya Rossi Bernard Diop Martinez Leclerc Amrani "
    "Perrin Costa Vidal Keita Renard Fontaine Sissoko Gautier Pereira Blanc Mebarki Rolland Novak Carpentier "
    "Barry "
)
FIRST_NAMES: Final = _words(
    "Aïcha Lucas Mariam Théo Inès Paul Fatou Emma Yanis Chloé Ibrahim Léa Karim Manon Moussa Jade Antoine "
    "Samira Hugo Nour Élodie Rayan Camille Sekou Julie Omar Lina Maxime Awa Noémie "
)
OPENINGS: Final = (
    "elle dit que",
    "il dit que",
    "nous relisons ensemble",
    "le courrier de la semaine",
    "nous avons parlé de",
    "elle préfère que",
    "le loyer de ce mois",
    "à la prochaine visite",
    "nous appelons",
    "les enfants",
    "elle a retrouvé",
    "il manque encore",
    "la caisse répond que",
    "le bailleur confirme que",
    "elle n’a pas pu",
    "nous convenons de",
    "il reste à",
    "aujourd’hui elle",
    "le dossier est",
    "la prochaine étape",
)
STREETS: Final = (
    "rue des Acacias",
    "avenue Jean-Jaurès",
    "rue du Moulin",
    "allée des Peupliers",
    "place de la Gare",
    "rue Pasteur",
    "boulevard du Nord",
    "impasse des Lilas",
    "rue de la Paix",
    "quai de la Rivière",
)
TOWNS: Final = (
    "59000 Lille",
    "31000 Toulouse",
    "44000 Nantes",
    "38000 Grenoble",
    "67000 Strasbourg",
    "69100 Villeurbanne",
    "33700 Mérignac",
    "54000 Nancy",
)
LANDLORD_SENTENCES: Final = (
    "Le loyer courant est payé depuis deux mois.",
    "Une reprise d’emploi est prévue.",
    "La famille souhaite rester dans le logement.",
    "Un plan de 40 € par mois paraît tenable.",
    "Une demande d’aide a été déposée.",
)
