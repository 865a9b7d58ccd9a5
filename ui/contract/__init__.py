"""The contract, from the diagnosis to the signature and after, and the page of commitments with the landlord."""
